package org.onestophub.intake.receive.door;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;

/** An input that a door refuses unread, as RECEIVE keeps it: one refused receipt, however often it is pushed. */
final class RefusedPush {

    /** Bytes kept of a body that is refused unread: enough to see how it begins, and no more than a row holds. */
    static final int KEPT_BYTES = 64 * 1024;

    private static final String WHOLE_SIZE = "wholeSize";

    private RefusedPush() {}

    /** The first bytes of a body that is refused unread; its key is made of them and its size, so a repeat is recognised. */
    static Inbound cut(String door, String account, String contentType, Content first, PushedBody.Cut cut) {
        String key = "refused:" + cut.problem().code() + ":" + SourceKeys.ofDigest(door, account, first) + ":"
                + cut.wholeSize();
        return new Inbound(
                first,
                List.of(key),
                Map.of(
                        "account",
                        account,
                        "contentType",
                        contentType,
                        WHOLE_SIZE,
                        cut.wholeSize(),
                        Inbound.REFUSE,
                        cut.problem().code(),
                        Inbound.REFUSE_FIELD,
                        cut.field()),
                Inbound.SameKey.KEEP_BOTH);
    }

    /** The same of bytes that are all there, but too many. */
    static Inbound tooLarge(String door, String account, String contentType, byte[] all) {
        return cut(
                door,
                account,
                contentType,
                first(all),
                new PushedBody.Cut(Problem.TOO_LARGE, "", Integer.toString(all.length)));
    }

    /** What is kept of these bytes. */
    static Content first(byte[] bytes) {
        return Content.of(bytes.length > KEPT_BYTES ? Arrays.copyOf(bytes, KEPT_BYTES) : bytes);
    }

    /** All bytes of a body that is refused as a whole. */
    static Inbound whole(String door, String account, String contentType, Content all, Problem problem, String field) {
        return new Inbound(
                all,
                List.of("refused:" + SourceKeys.ofDigest(door, account, all)),
                Map.of(
                        "account",
                        account,
                        "contentType",
                        contentType,
                        Inbound.REFUSE,
                        problem.code(),
                        Inbound.REFUSE_FIELD,
                        field),
                Inbound.SameKey.KEEP_BOTH);
    }
}
