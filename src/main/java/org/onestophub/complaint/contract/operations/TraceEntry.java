package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One thing that happened to a complaint or to one of its inputs.
 *
 * @param at when
 * @param kind what, one word: arrived, walked, held, released, edited, revised, told, relayed, due, attempted, rejected, settled, erased, seen
 * @param receiptId the input it happened to, null if it was none
 * @param by who did it: the name of a key, empty if the hub did it
 * @param details what is to be said about it, fields by kind
 */
public record TraceEntry(Instant at, String kind, Long receiptId, String by, ObjectNode details) {}
