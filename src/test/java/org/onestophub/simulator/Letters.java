package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.parked;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The scans of the first load: good ones of every type, and those that come in real life too. */
final class Letters {

    private static final String MAPPING = "letter";
    private static final byte[] FIRST = Papers.pdf(
            "To the complaint office",
                    "On 17 September 2026 the pharmacy closed at 16:00 although the sign says 17:00.",
            "My visit number is V20260917003.", "Test Alpha, phone 13800000003");

    private Letters() {}

    /** All of them; the duplicate comes after its original. */
    static List<SentInput> all() {
        byte[] whole = Papers.pdf("This letter was cut off while it was sent.", "Test Beta");
        return List.of(
                bySftp("letter-0001.pdf", "PDF with a text layer", FIRST, NEW_CASE),
                bySftp(
                        "SMFP260918085900.TIF",
                        "TIFF of two pages",
                        Papers.tiff(List.of(
                                "Complaint\nThe bill of 12 September is wrong.",
                                "Page 2\nPlease check it. Test Gamma")),
                        NEW_CASE),
                byFtp(
                        "DOC001.JPG",
                        "photograph of a letter",
                        Papers.image("jpg", "The lift was broken again.", "Test Delta, 18 Sep 2026"),
                        NEW_CASE),
                byFtp(
                        "DOC002.PDF",
                        "PDF cut off in the middle",
                        Arrays.copyOf(whole, whole.length / 2),
                        parked("RD-103")),
                byFtps(
                        "secret.pdf",
                        "PDF with a password",
                        Papers.encryptedPdf("Nobody can read this."),
                        parked("RD-105")),
                byFtps(
                        "投诉信.pdf",
                        "PDF under a Chinese name",
                        Papers.pdf("The nurse on ward 3 was very rude.", "Test Epsilon, phone 13800000005"),
                        NEW_CASE),
                inFolder(
                        "scan-17.png",
                        "PNG in the folder",
                        Papers.image("png", "No soap in the toilets.", "Test Zeta"),
                        NEW_CASE),
                inFolder("scan-18.pdf", "file without a byte", new byte[0], parked("RD-108")),
                inFolder("copy-of-letter.pdf", "the first letter under another name", FIRST, REPEATED),
                inFolder(
                        "notes.docx",
                        "no scan at all",
                        "This is not what its name says.".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        parked("RD-106")));
    }

    /** A new letter like many others; {@code id} makes it unique. */
    static SentInput another(long id, Random random) {
        String[] matters = {"The waiting room is too cold.", "The doctor did not listen.", "The bill is wrong."};
        byte[] pdf = Papers.pdf(matters[random.nextInt(matters.length)], "Letter " + id);
        return random.nextBoolean()
                ? bySftp("trickle-" + id + ".pdf", "one more", pdf, NEW_CASE)
                : byFtp("trickle-" + id + ".pdf", "one more", pdf, NEW_CASE);
    }

    private static SentInput bySftp(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING, what, expected, neighbours -> neighbours.sftp().upload("letters/" + name, bytes));
    }

    private static SentInput byFtp(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING, what, expected, neighbours -> neighbours.ftp().upload("letters/" + name, bytes));
    }

    private static SentInput byFtps(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(
                MAPPING, what, expected, neighbours -> neighbours.ftps().upload("letters/" + name, bytes));
    }

    private static SentInput inFolder(String name, String what, byte[] bytes, ExpectedOutcome expected) {
        return SentInput.of(MAPPING, what, expected, neighbours -> neighbours.drop("letters", name, bytes));
    }
}
