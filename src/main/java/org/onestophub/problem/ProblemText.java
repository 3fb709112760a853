package org.onestophub.problem;

/**
 * The texts of a {@link Problem} in one language. They hold no data of an input.
 *
 * @param meaning one sentence: what is wrong
 * @param cause the usual cause, one or two sentences
 * @param remedy what to do, one to three sentences
 */
public record ProblemText(String meaning, String cause, String remedy) {}
