package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a complaint or to one of its inputs.
 *
 * @param at when
 * @param kind what, one word: arrived, walked, held, released, edited, revised, told, relayed, due, attempted, rejected, settled, erased, seen
 * @param receiptId the input it happened to, null if it was none
 * @param by who did it: the name of a key, empty if the hub did it
 * @param details details, fields by kind
 */
public record TraceEntry(Instant at, String kind, @Nullable Long receiptId, String by, ObjectNode details) {}
