package org.onestophub.pipeline.check;

import java.util.List;
import org.onestophub.complaint.contract.PhoneNumbers;

/** Gives tests of other rooms the reader of phone numbers. */
public final class PhoneNumbersForTests {

    private PhoneNumbersForTests() {}

    /** Phone numbers of a hospital that has no area code. */
    public static PhoneNumbers phones() {
        return phones("");
    }

    /** Phone numbers of a hospital with that area code. */
    public static PhoneNumbers phones(String areaCode) {
        return new PhoneTexts(new CheckProperties(List.of("9", "0"), areaCode, List.of("未知")));
    }
}
