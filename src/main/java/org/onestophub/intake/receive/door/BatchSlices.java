package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A JSON array cut into its elements, each with exactly the bytes it had in the array. */
final class BatchSlices {

    /** As deep as an order may nest, plus the array around it. */
    private static final int MAX_NESTING = 65;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private BatchSlices() {}

    /**
     * The elements in their order; empty if the bytes are no JSON array in UTF-8.
     * @throws ProblemException RD-107 if there are more than {@code maxItems}
     */
    static Optional<List<byte[]>> of(byte[] batch, int maxItems) {
        byte[] body = withoutMark(batch);
        List<byte[]> slices = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY || !hasByteOffsets(parser)) {
                return Optional.empty();
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (slices.size() == maxItems) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "items");
                }
                slices.add(element(parser, body));
            }
            return parser.nextToken() == null ? Optional.of(slices) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Jackson reads UTF-16 and UTF-32 too, but does not know where it is then. */
    private static boolean hasByteOffsets(JsonParser parser) {
        return parser.currentTokenLocation().getByteOffset() >= 0;
    }

    private static byte[] element(JsonParser parser, byte[] body) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken(); // a string is read lazily; only then its end is known
        int end = (int) parser.currentLocation().getByteOffset();
        byte[] slice = Arrays.copyOfRange(body, start, end);
        return parser.currentToken().isScalarValue() ? stripped(slice) : slice;
    }

    /** A number's end may lie one whitespace late. */
    private static byte[] stripped(byte[] scalar) {
        return new String(scalar, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] withoutMark(byte[] bytes) {
        return bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)
                ? Arrays.copyOfRange(bytes, 3, bytes.length)
                : bytes;
    }
}
