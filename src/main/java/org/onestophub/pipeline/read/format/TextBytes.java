package org.onestophub.pipeline.read.format;

/** Whether bytes are text in some character set, or something else: a picture, an archive, a program. */
public final class TextBytes {

    /** One control character is tolerated for each so many bytes. */
    private static final int FORGIVEN = 50;

    private TextBytes() {}

    /** Zero bytes are tolerated: a power cut leaves them in the middle of good files. UTF-16 is not text here. */
    public static boolean isText(byte[] bytes) {
        int text = 0;
        int control = 0;
        for (byte one : bytes) {
            boolean isControl = one >= 0 && one < ' ' && one != '\t' && one != '\r' && one != '\n' && one != 0;
            control += isControl ? 1 : 0;
            text += one != 0 && !isControl ? 1 : 0;
        }
        return text > 0 && control * FORGIVEN <= text;
    }
}
