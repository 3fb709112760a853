package org.onestophub.outlet.sink.http;

import java.util.Map;
import org.onestophub.outlet.sink.HandOverFault;

/** How a request shows who sends it. */
interface RequestAuthorization {

    /** A request that shows nothing. */
    RequestAuthorization NONE = request -> Map.of();

    /**
     * The headers that a request gets.
     * @throws HandOverFault if there are none now; nothing was handed over then
     */
    Map<String, String> headersOf(OutgoingRequest request) throws HandOverFault;

    /** The server did not accept these headers: whether others may be accepted, so that it is worth asking once more. */
    default boolean isRenewed(Map<String, String> rejected) {
        return false;
    }
}
