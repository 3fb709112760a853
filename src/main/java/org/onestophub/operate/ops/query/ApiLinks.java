package org.onestophub.operate.ops.query;

/** Paths that stay: they may be written into a ticket. */
public final class ApiLinks {

    private ApiLinks() {}

    public static String receipt(long id) {
        return "/api/ops/v1/receipts/" + id;
    }

    public static String complaint(String number) {
        return "/api/ops/v1/complaints/" + number;
    }
}
