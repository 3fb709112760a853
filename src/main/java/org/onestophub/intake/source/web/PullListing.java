package org.onestophub.intake.source.web;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** How a platform lists its items: what is sent, what the answer looks like, how pages follow each other. */
public final class PullListing {

    String request = "query";
    Map<String, String> fields = Map.of();
    String paging = "page";
    String pageField = "page";
    int firstPage = 1;
    String sizeField = "size";
    int pageSize = 50;
    String cursorField = "cursor";
    JsonPointer itemsField = JsonPointer.empty();

    @Nullable
    JsonPointer nextField;

    @Nullable
    JsonPointer moreField;

    @Nullable
    JsonPointer totalField;

    @Nullable
    JsonPointer answerField;

    List<String> acceptedValues = List.of();
    String position = "time";
    String fromField = "from";
    String toField = "to";
    String timeFormat = "local";
    Duration overlap = Duration.ofMinutes(10);
    Duration lookback = Duration.ofDays(1);
    Duration window = Duration.ofDays(1);
    int maxPages = 200;
    Duration lookTime = Duration.ofMinutes(10);
    long itemMaxBytes = DataSize.ofMegabytes(1).toBytes();

    /** {@code query}, {@code form} or {@code json}. */
    public void setRequest(String request) {
        this.request = request;
    }

    /** Fields of every request, {@code name=value} separated by commas. */
    public void setFields(String fields) {
        this.fields = PullRequests.pairs(fields);
    }

    /** {@code none}, {@code page}, {@code offset}, {@code cursor} or {@code link}. */
    public void setPaging(String paging) {
        this.paging = paging;
    }

    /** Field for the number of the page, or of the first item. */
    public void setPageField(String pageField) {
        this.pageField = pageField;
    }

    /** Number of the first page. */
    public void setFirstPage(int firstPage) {
        this.firstPage = firstPage;
    }

    /** Field for the size of a page; empty for none. */
    public void setSizeField(String sizeField) {
        this.sizeField = sizeField;
    }

    /** Items asked for in one page. */
    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Field for the cursor. */
    public void setCursorField(String cursorField) {
        this.cursorField = cursorField;
    }

    /** JSON Pointer to the list; empty if the answer is the list. */
    public void setItemsField(String itemsField) {
        this.itemsField = JsonPointer.compile(itemsField);
    }

    /** JSON Pointer to the next cursor or link. */
    public void setNextField(String nextField) {
        this.nextField = pointer(nextField);
    }

    /** JSON Pointer to the field that is true while there are more pages. */
    public void setMoreField(String moreField) {
        this.moreField = pointer(moreField);
    }

    /** JSON Pointer to the number of all items of the listing. */
    public void setTotalField(String totalField) {
        this.totalField = pointer(totalField);
    }

    /** JSON Pointer to the field that says whether the answer is a good one. */
    public void setAnswerField(String answerField) {
        this.answerField = pointer(answerField);
    }

    /** Values of that field that mean yes, separated by commas. */
    public void setAcceptedValues(String acceptedValues) {
        this.acceptedValues = Arrays.stream(acceptedValues.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** {@code time}, {@code cursor} or {@code none}. */
    public void setPosition(String position) {
        this.position = position;
    }

    /** Field for the begin of the time window. */
    public void setFromField(String fromField) {
        this.fromField = fromField;
    }

    /** Field for the end of the time window; empty for none. */
    public void setToField(String toField) {
        this.toField = toField;
    }

    /** {@code local}, {@code iso}, {@code epoch-seconds} or {@code epoch-millis}. */
    public void setTimeFormat(String timeFormat) {
        this.timeFormat = timeFormat;
    }

    /** How far a window reaches back before the position. */
    public void setOverlap(String overlap) {
        this.overlap = DurationStyle.detectAndParse(overlap);
    }

    /** How far the first look reaches back. */
    public void setLookback(String lookback) {
        this.lookback = DurationStyle.detectAndParse(lookback);
    }

    /** Longest window of one listing. */
    public void setWindow(String window) {
        this.window = DurationStyle.detectAndParse(window);
    }

    /** Most requests of one look. */
    public void setMaxPages(int maxPages) {
        this.maxPages = maxPages;
    }

    /** Longest time of one look. */
    public void setLookTime(String lookTime) {
        this.lookTime = DurationStyle.detectAndParse(lookTime);
    }

    /** A larger item is refused, with its beginning kept. */
    public void setItemMaxSize(String itemMaxSize) {
        this.itemMaxBytes = DataSize.parse(itemMaxSize).toBytes();
    }

    /**
     * Finds settings that contradict each other.
     * @throws ProblemException CH-207 with the name of one
     */
    void check() {
        demand((answerField == null) == acceptedValues.isEmpty(), "acceptedValues");
        demand(!position.equals("cursor") || paging.equals("cursor"), "position");
        demand(!paging.equals("cursor") || nextField != null, "nextField");
        demand(!position.equals("time") || !fromField.isBlank(), "fromField");
        demand(!List.of("page", "offset").contains(paging) || !pageField.isBlank(), "pageField");
    }

    private static void demand(boolean holds, String name) {
        if (!holds) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
    }

    private static @Nullable JsonPointer pointer(String text) {
        return text.isBlank() ? null : JsonPointer.compile(text);
    }
}
