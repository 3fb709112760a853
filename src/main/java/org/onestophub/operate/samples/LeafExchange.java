package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.list.CodeLists;

/** What a value of a view is exchanged for, to see what moves. */
final class LeafExchange {

    /** A text longer than this is no word of a code list. */
    private static final int MAX_WORD = 64;
    /** Words that stand in many lists would multiply the runs. */
    private static final int MAX_LISTS = 4;

    private static final int HAN_FIRST = 0x4E00;
    private static final int HAN_LAST = 0x9FA5;
    private static final int DECIMAL = 10;
    private static final int LETTERS = 26;

    private final CodeLists lists;

    LeafExchange(CodeLists lists) {
        this.lists = lists;
    }

    /** Other values for this one, the absence last; each different from it and from the others. */
    List<JsonNode> of(JsonNode leaf) {
        Set<JsonNode> others = new LinkedHashSet<>();
        others.add(sameForm(leaf));
        if (leaf.isTextual()) {
            String text = leaf.textValue();
            // a time stays a time if only one digit of it is another
            others.add(TextNode.valueOf(withLastDigit(text, -1)));
            others.add(TextNode.valueOf(withLastDigit(text, 1)));
            siblings(text, others);
            others.add(otherScript(text));
        }
        others.remove(leaf);
        others.add(NullNode.getInstance());
        return List.copyOf(others);
    }

    /** A value of the same form: letters for letters, digits for digits, Chinese for Chinese, yes for no. */
    static JsonNode sameForm(JsonNode leaf) {
        if (leaf.isBoolean()) {
            return BooleanNode.valueOf(!leaf.booleanValue());
        }
        if (leaf.isNumber()) {
            return leaf.canConvertToLong() && leaf.isIntegralNumber()
                    ? LongNode.valueOf(leaf.longValue() == 0 ? 1 : leaf.longValue() - 1)
                    : DecimalNode.valueOf(leaf.decimalValue().add(BigDecimal.ONE));
        }
        StringBuilder other = new StringBuilder(leaf.asText().length());
        leaf.asText().chars().forEach(c -> other.append((char) next(c)));
        return TextNode.valueOf(
                other.toString().equals(leaf.asText()) ? other.append('x').toString() : other.toString());
    }

    /** A text in another script than this, so that what looks at the script sees a difference. */
    static JsonNode otherScript(String text) {
        boolean chinese = text.chars().anyMatch(c -> c >= HAN_FIRST && c <= HAN_LAST);
        return TextNode.valueOf(chinese ? "exchanged text" : "换过的文字");
    }

    private static int next(int c) {
        if (c >= '0' && c <= '9') {
            return '0' + (c - '0' + 1) % DECIMAL;
        }
        if (c >= 'a' && c <= 'z') {
            return 'a' + (c - 'a' + 1) % LETTERS;
        }
        if (c >= 'A' && c <= 'Z') {
            return 'A' + (c - 'A' + 1) % LETTERS;
        }
        return c >= HAN_FIRST && c < HAN_LAST ? c + 1 : c;
    }

    private static String withLastDigit(String text, int step) {
        for (int i = text.length() - 1; i >= 0; i--) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit < DECIMAL && digit + step >= 0 && digit + step < DECIMAL) {
                return text.substring(0, i) + (digit + step) + text.substring(i + 1);
            }
        }
        return text;
    }

    /** Other words of the lists that have this one. */
    private void siblings(String text, Set<JsonNode> others) {
        if (text.isBlank() || text.length() > MAX_WORD) {
            return;
        }
        int found = 0;
        for (String name : lists.names()) {
            CodeList list = lists.named(name).orElseThrow();
            Optional<String> code = list.code(text);
            Optional<CodeList.Entry> other = code.flatMap(own -> list.entries().stream()
                    .filter(entry -> !entry.code().equals(own))
                    .findFirst());
            if (other.isPresent() && found++ < MAX_LISTS) {
                others.add(TextNode.valueOf(other.get().nameZh()));
                others.add(TextNode.valueOf(other.get().code()));
            }
        }
    }
}
