package org.onestophub.pipeline.read.scan.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UprightTextTest {

    @ParameterizedTest
    @CsvSource({
        "'Rotate: 180\nOrientation confidence: 6.36\n', 180",
        "'Rotate: 270\nOrientation confidence: 1.50\n', 270",
        "'Rotate: 0\nOrientation confidence: 4.80\n', 0",
        "'Rotate: 180\nOrientation confidence: 1.49\n', -1",
        "'Rotate: 45\nOrientation confidence: 9.00\n', -1",
        "'', -1"
    })
    void detectionCountsOnlyIfItIsSure(String output, int degrees) {
        assertThat(UprightText.rotation(output).orElse(-1)).isEqualTo(degrees);
    }
}
