package org.onestophub.loop.report.form;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** How wide the columns of a table are in a Word document: as wide as their words need, within the page. */
final class DocxColumns {

    /** Letters; a longer cell gets a second line. */
    private static final int WIDEST = 26;
    /** Letters; {@code 100.0%} needs no second line. */
    private static final int NARROWEST = 7;
    /** The space beside the words, in letters. */
    private static final int PADDING = 2;
    /** Letters of the longest part of a heading in Chinese, which may be broken anywhere. */
    private static final int CHINESE_PART = 8;
    /** Headings are bold, and so wider than other words: by a third. */
    private static final int BOLD_THIRDS = 4;

    private DocxColumns() {}

    /** The widths of the columns of these rows, which add up to {@code whole}; the first rows are headings. */
    static List<Integer> widths(NodeList rows, int whole) {
        List<Integer> needed = new ArrayList<>();
        for (int i = 0; i < rows.getLength(); i++) {
            int at = 0;
            for (Node node = rows.item(i).getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element cell) {
                    int need = PADDING + Math.max(NARROWEST, need(cell));
                    if (at == needed.size()) {
                        needed.add(need);
                    }
                    needed.set(at, Math.max(needed.get(at), need));
                    at++;
                }
            }
        }
        int sum = needed.stream().mapToInt(Integer::intValue).sum();
        return needed.stream().map(need -> need * whole / sum).toList();
    }

    /** Of a heading its longest word, because it may have several lines. */
    private static int need(Element cell) {
        String words = DocxForm.words(cell);
        if (!cell.getTagName().equals("th")) {
            return Math.min(WIDEST, letters(words));
        }
        int longest = 0;
        for (String word : words.split(" ", -1)) {
            boolean isLatin = letters(word) == word.length();
            longest = Math.max(longest, isLatin ? word.length() : Math.min(CHINESE_PART, letters(word)));
        }
        return Math.min(WIDEST, longest * BOLD_THIRDS / 3);
    }

    /** A Chinese character is as wide as two letters. */
    static int letters(String words) {
        return words.chars().map(one -> one < 0x2E80 ? 1 : 2).sum();
    }
}
