package org.onestophub.operate.cli.hotline;

/**
 * How one check of an interface ended.
 *
 * @param id its name
 * @param en what is checked, in English
 * @param zh what is checked, in Chinese
 * @param expected what the interface has to answer
 * @param answered what it answered: status, code and fields, never a value that was sent
 * @param passed whether that agrees
 */
record ConformanceResult(String id, String en, String zh, String expected, String answered, boolean passed) {}
