package org.onestophub.loop.report;

/**
 * Codes of others for the codes of a field. Each code has one counterpart or none, so nothing is lost or counted twice.
 *
 * @param column of the field's code list, which names the counterpart
 * @param list code list of the counterparts; empty: they are shown as they are named
 */
record Crosswalk(String column, String list) {

    /** The row of codes that have no counterpart. */
    static final String NONE = "-";
}
