package org.onestophub.ops;

/** Paths that stay: they may be written into a ticket. */
final class Links {

    private Links() {}

    static String receipt(long id) {
        return "/api/ops/v1/receipts/" + id;
    }

    static String complaint(String number) {
        return "/api/ops/v1/complaints/" + number;
    }
}
