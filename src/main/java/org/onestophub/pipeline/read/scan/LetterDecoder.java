package org.onestophub.pipeline.read.scan;

/** Decodes the files of one letter into a folder, where {@link DecodedLetter} finds the result. */
@FunctionalInterface
public interface LetterDecoder {

    /**
     * Returns when the folder of {@code order} holds a result. A verdict on the letter is part of that result.
     * @throws org.onestophub.problem.ProblemException RD-107 if the time was not enough, or the memory to open the files, RD-303 if there is no
     *     result for a reason outside the letter
     * @throws InterruptedException if the caller's thread was interrupted; nothing goes on in the background
     */
    void decode(DecodeOrder order) throws InterruptedException;
}
