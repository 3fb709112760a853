package org.onestophub.intake.source.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Answers of platforms as JSON; the items of a list with exactly the bytes they have in it. */
final class PullAnswers {

    /** As deep as an order may nest, and what is around it. */
    private static final int MAX_NESTING = 80;
    /** Of one page; the pages of a look are bounded as well. */
    private static final int MAX_ITEMS = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Charset GB18030 = Charset.forName("GB18030");

    private PullAnswers() {}

    /** Reads JSON that nests no deeper than an answer may. */
    static ObjectMapper mapper() {
        return JSON;
    }

    /**
     * The answer as a tree.
     * @throws ProblemException CH-347 if it is no JSON
     */
    static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(utf8(body));
            if (tree != null && !tree.isMissingNode()) {
                return tree;
            }
        } catch (IOException e) {
            // its message quotes the answer
        }
        throw new ProblemException(Problem.ANSWER_UNREADABLE);
    }

    /** The bytes in UTF-8 without a mark; what is no UTF-8 is GB18030, which is what such platforms send. */
    static byte[] utf8(byte[] body) {
        int start = body.length >= 3 && Arrays.equals(body, 0, 3, BYTE_ORDER_MARK, 0, 3) ? 3 : 0;
        byte[] bytes = start == 0 ? body : Arrays.copyOfRange(body, start, body.length);
        if (isText(bytes, StandardCharsets.UTF_8)) {
            return bytes;
        }
        if (isText(bytes, GB18030)) {
            return new String(bytes, GB18030).getBytes(StandardCharsets.UTF_8);
        }
        throw new ProblemException(Problem.ANSWER_UNREADABLE);
    }

    private static boolean isText(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * The elements of the list at {@code list}, in their order; none if there is a null in its place.
     * @param utf8 JSON in UTF-8 without a mark
     * @throws ProblemException CH-347 if there is no list
     */
    static List<byte[]> items(byte[] utf8, JsonPointer list) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            parser.nextToken();
            for (JsonPointer step = list; !step.matches(); step = step.tail()) {
                enter(parser, step.getMatchingProperty());
            }
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return List.of();
            }
            return elements(parser, utf8);
        } catch (IOException e) {
            throw new ProblemException(Problem.ANSWER_UNREADABLE);
        }
    }

    private static void enter(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = parser.currentName().equals(name);
                parser.nextToken();
                if (isIt) {
                    return;
                }
                parser.skipChildren();
            }
        }
        throw new ProblemException(Problem.ANSWER_UNREADABLE, "itemsField");
    }

    private static List<byte[]> elements(JsonParser parser, byte[] body) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new ProblemException(Problem.ANSWER_UNREADABLE, "itemsField");
        }
        List<byte[]> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == MAX_ITEMS) {
                throw new ProblemException(Problem.ANSWER_TOO_LARGE, "itemsField");
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            boolean isScalar = parser.currentToken().isScalarValue();
            parser.skipChildren();
            parser.finishToken(); // a text is read lazily; only then its end is known
            byte[] item = Arrays.copyOfRange(
                    body, start, (int) parser.currentLocation().getByteOffset());
            items.add(isScalar ? stripped(item) : item);
        }
        return items;
    }

    /** A number's end may lie one whitespace late. */
    private static byte[] stripped(byte[] scalar) {
        return new String(scalar, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1);
    }
}
