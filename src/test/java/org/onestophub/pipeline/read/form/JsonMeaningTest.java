package org.onestophub.pipeline.read.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.read.format.StrictJson;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** In these objects {@code '} stands for the quotation mark. */
class JsonMeaningTest {

    private static final String PROFILE = """
            aliases: {taskId: [工单编号], text: [内容, 描述], syncTime: [同步时间]}
            volatile: [/syncTime, /meta/sent]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':'1','b':2} | { 'b' : 2, 'a' : '1' }",
                "{'a':{'x':1,'y':[1,{'p':1,'q':2}]}} | {'a':{'y':[1,{'q':2,'p':1}],'x':1}}",
                "{'a':'候诊'} | {'a':'\\u5019\\u8bca'}",
                "{'a':'b/c'} | {'a':'b\\/c'}",
                "{'\\u0061':1} | {'a':1}",
                "{'a':1} | {'a':1.0}",
                "{'a':100} | {'a':1e2}",
                "{'a':0} | {'a':0.00}",
                "{'a':0} | {'a':-0.0}",
                "{'a':1,'b':null} | {'a':1}",
                "{'a':{'b':null,'c':1}} | {'a':{'c':1}}",
                "{'taskId':'A1','text':'x'} | {'工单编号':'A1','内容':'x'}",
                "{'text':null,'内容':'x'} | {'text':'x'}",
                "{'a':1,'syncTime':'10:00'} | {'a':1,'syncTime':'11:00'}",
                "{'a':1,'syncTime':'10:00'} | {'a':1,'同步时间':'11:00'}",
                "{'a':1,'syncTime':'10:00'} | {'a':1}",
                "{'meta':{'sent':1,'b':2}} | {'meta':{'b':2,'sent':3}}",
                "{'a':1e999999} | { 'a' : 1E+999999 }",
            })
    void orderWrittenAnotherWayMeansTheSame(String one, String other) {
        assertThat(meaning(one)).isEqualTo(meaning(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':1} | {'a':2}",
                "{'a':1} | {'a':'1'}",
                "{'a':1} | {'b':1}",
                "{'a':1} | {'A':1}",
                "{'a':[1,2]} | {'a':[2,1]}",
                "{'a':[null,1]} | {'a':[1]}",
                "{'a':true} | {'a':'true'}",
                "{'a':''} | {'a':' x'}",
                "{'a':'b c'} | {'a':'bc'}",
                "{'a':{'syncTime':1}} | {'a':{'syncTime':2}}",
                "{'text':null,'内容':'x'} | {'text':null,'内容':'y'}",
                "{'text':'','内容':'x'} | {'text':'','内容':'y'}",
                "{'内容':'','描述':'x'} | {'内容':'','描述':'y'}",
                "{'text':'x','内容':'y'} | {'text':'x','内容':'z'}",
                "{'a':1e999999} | {'a':1e999998}",
                "{'a':12345678901234567890} | {'a':12345678901234567891}",
            })
    void changedOrderMeansSomethingElse(String one, String other) {
        assertThat(meaning(one)).isNotEqualTo(meaning(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':1,'a':2}", "{'a':1,'\\u0061':1}", "{'a':1} {}", "[{'a':1}]"})
    void inputThatIsNoSoundObjectHasNoMeaning(String input) {
        assertThatThrownBy(() -> meaning(input))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.JSON_MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 100_000})
    void depthIsBounded(int depth) {
        assertThatThrownBy(() -> meaning("{'a':" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                .isInstanceOf(ProblemException.class);
    }

    private static String meaning(String json) {
        try {
            return JsonMeaning.digest(
                    StrictJson.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                    JsonProfile.of(new YAMLMapper().readTree(PROFILE)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
