package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.CaseRig;
import org.springframework.transaction.support.TransactionTemplate;

class SearchIndexIT {

    @TempDir
    static Path home;

    private static CaseRig rig;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
    }

    @Test
    void caseIsFoundOnceItsWordsWereTakenUp() {
        rig.record(rig.receipt(), thing("one", document("护士态度生硬")));
        assertThat(texts()).isEmpty();

        assertThat(index().takeUp()).isOne();

        assertThat(texts())
                .singleElement()
                .asString()
                .contains("护士态度生硬", rig.numbers().get(0));
        assertThat(found("度生")).isOne();
        assertThat(found("生度")).isZero();
        assertThat(rig.count("search_due")).isZero();
        assertThat(index().takeUp()).isZero();
    }

    @Test
    void whatIsAddedToTheCaseIsFoundToo() {
        rig.record(rig.receipt(), thing("one#1", order("T1")));
        index().takeUp();
        rig.record(rig.receipt(), thing("one#2", order("T1", "另一单号")));
        assertThat(rig.count("complaint")).isOne();

        index().takeUp();

        assertThat(texts()).singleElement().asString().contains("T1 另一单号");
        assertThat(found("单号")).isOne();
    }

    @Test
    void twoChangesBeforeTheIndexLooksAreOneRow() {
        rig.record(rig.receipt(), thing("one#1", order("T1")));
        rig.record(rig.receipt(), thing("one#2", order("T1", "另一单号")));

        assertThat(index().takeUp()).isOne();

        assertThat(texts()).singleElement().asString().contains("T1 另一单号");
    }

    @Test
    void erasureTakesTheWordsAwayAtOnceAndTheIndexBringsNoneBack() {
        rig.record(rig.receipt(), thing("one", document("护士态度生硬")));
        index().takeUp();
        String number = rig.numbers().get(0);

        rig.get(Erasure.class).erase(number, "court order", "boss");

        assertThat(texts()).isEmpty();
        index().takeUp();
        assertThat(texts()).containsExactly(number);
    }

    @Test
    void wordsThatWaitAreErasedToo() {
        rig.record(rig.receipt(), thing("one", document("护士态度生硬")));
        String number = rig.numbers().get(0);

        rig.get(Erasure.class).erase(number, "court order", "boss");
        index().takeUp();

        assertThat(texts()).containsExactly(number);
    }

    @Test
    void whatATransactionChangesIsLeftForLater() {
        rig.record(rig.receipt(), thing("one", document("护士态度生硬")));
        try (CaseRig other = rig.second(home.resolve("other"))) {
            rig.get(TransactionTemplate.class).executeWithoutResult(status -> {
                rig.jdbc().sql("update search_due set text = 'newer'").update();
                assertThat(other.get(SearchIndex.class).takeUp()).isZero();
            });

            assertThat(other.get(SearchIndex.class).takeUp()).isOne();
        }
        assertThat(texts()).containsExactly("newer");
    }

    @Test
    void pairsAreOfNeighbouringChineseCharactersOnly() {
        assertThat(SearchIndex.pairs("张三 13800000000 等候a久,𠀀中")).containsExactlyInAnyOrder("张三", "等候", "𠀀中");
        assertThat(SearchIndex.pairs("")).isEmpty();
    }

    private static SearchIndex index() {
        return rig.get(SearchIndex.class);
    }

    private static List<String> texts() {
        return rig.jdbc()
                .sql("select text from complaint_search")
                .query(String.class)
                .list();
    }

    private static long found(String pair) {
        return rig.jdbc()
                .sql("select count(*) from complaint_search where pairs @> cast(:pair as text[])")
                .param("pair", new String[] {pair})
                .query(Long.class)
                .single();
    }

    private static ObjectNode order(String... numbers) {
        ObjectNode order = document("等候三小时");
        for (String number : numbers) {
            order.withArray("externalIds")
                    .addObject()
                    .put("kind", "work-order")
                    .put("system", "line")
                    .put("value", number);
        }
        return order;
    }
}
