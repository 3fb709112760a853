package org.onestophub.complaint.contract;

import java.util.List;

/** Reads the phone numbers in a text. CHECK provides it, with the hospital's area code; the patient directory uses it. */
public interface PhoneNumbers {

    /**
     * The phone numbers in the text as E.164, each once, in their order: several with signs between them, remarks and
     * extensions beside them; a local number has the hospital's area code. Empty if there is none.
     */
    List<String> e164(String text);
}
