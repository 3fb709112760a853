package org.onestophub.intake.source.mllp;

/**
 * The bytes between two MLLP frame marks.
 *
 * @param bytes the content; of a frame that was too long only its beginning
 * @param isCut true if the frame was longer than the listener accepts
 */
record MllpFrame(byte[] bytes, boolean isCut) {}
