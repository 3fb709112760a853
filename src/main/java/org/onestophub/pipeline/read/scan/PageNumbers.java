package org.onestophub.pipeline.read.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Numbers of pages as people write them: {@code 2,5-7}. */
final class PageNumbers {

    /** The field of a finding holds 200 characters. */
    private static final int MAX_LENGTH = 150;

    private final List<Integer> numbers = new ArrayList<>();

    /** The numbers of those of {@code pages} that are {@code wanted}. */
    static PageNumbers of(List<LetterText.Page> pages, Predicate<LetterText.Page> wanted) {
        PageNumbers numbers = new PageNumbers();
        pages.stream().filter(wanted).forEach(page -> numbers.add(page.number()));
        return numbers;
    }

    /** Adds a number larger than those before. */
    void add(int number) {
        numbers.add(number);
    }

    /** True if there are none. */
    boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** The numbers in their order, ranges joined; an ellipsis stands for what would be too long. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.size(); ) {
            int last = i;
            while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
                last++;
            }
            if (text.length() > MAX_LENGTH) {
                return text.append(",…").toString();
            }
            text.append(text.isEmpty() ? "" : ",").append(numbers.get(i));
            text.append(last > i ? "-" + numbers.get(last) : "");
            i = last + 1;
        }
        return text.toString();
    }
}
