package org.onestophub.operate.ops.query;

/** Paths that stay: they may be written into a ticket. */
public final class ApiLinks {

    private ApiLinks() {}

    /** The path of a receipt. */
    public static String receipt(long id) {
        return "/api/ops/v1/receipts/" + id;
    }

    /** The path of a complaint. */
    public static String complaint(String number) {
        return "/api/ops/v1/complaints/" + number;
    }
}
