package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.CaseRig;
import org.onestophub.support.CountingDataSource;

/** What RECORD costs, counted: statements and transactions of a list do not depend on its length. One of them is for reports. */
class RecordCountsIT {

    private static final int LIST = 200;
    private static final int ROWS = 10_000;

    @TempDir
    Path home;

    private CaseRig rig;
    private CountingDataSource counts;

    @BeforeEach
    void open() {
        rig = new CaseRig(home);
        counts = (CountingDataSource) rig.get(DataSource.class);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void listOfTwoHundredNewCasesIsOneTransactionOfTwelveStatements() {
        List<Walk> walks = orders(1);

        counts.reset();
        rig.get(RecordStep.class).record(walks);

        assertThat(counts.commits()).isOne();
        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(12);
        assertThat(rig.count("complaint")).isEqualTo(LIST);
    }

    @Test
    void listOfTwoHundredAdditionsIsOneTransactionOfThirteenStatements() {
        rig.get(RecordStep.class).record(orders(1));
        List<Walk> walks = orders(2);

        counts.reset();
        rig.get(RecordStep.class).record(walks);

        assertThat(counts.commits()).isOne();
        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(13);
        assertThat(rig.jdbc()
                        .sql("select distinct revision from complaint")
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
    }

    @Test
    void sheetOfTenThousandRowsIsRecordedInTransactionsOfTwoHundred() {
        Candidate[] rows = IntStream.range(0, ROWS)
                .mapToObj(i -> i % 50 == 0 ? broken("bad-" + i) : thing("row-" + i, document("row " + i)))
                .toArray(Candidate[]::new);
        Walk sheet = rig.walk(rig.receipt(), rows);

        counts.reset();
        rig.get(RecordStep.class).record(List.of(sheet));

        int parts = ROWS / LIST;
        assertThat(counts.commits()).isEqualTo(parts);
        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(parts * 16);
        assertThat(rig.count("complaint")).isEqualTo(ROWS - ROWS / 50);
        assertThat(rig.count("held")).isEqualTo(ROWS / 50);
        assertThat(rig.endOf(sheet.receipt())).isEqualTo("parked parked");
    }

    @Test
    void newCasesAreDerivedInSeventeenStatementsThatReadNothingOfThemBack() {
        rig.close();
        rig = CaseRig.withLoop(home, none -> {});
        counts = (CountingDataSource) rig.get(DataSource.class);
        List<Walk> walks = orders(1);

        counts.reset();
        rig.get(RecordStep.class).record(walks);

        assertThat(counts.commits()).isOne();
        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(17);
        assertThat(counts.statements())
                .noneMatch(sql -> sql.contains("delete from duty"))
                .noneMatch(sql -> sql.contains("from duty where"))
                .noneMatch(sql -> sql.contains("document::text"));
        assertThat(rig.count("duty")).isGreaterThanOrEqualTo(LIST);
        assertThat(rig.count("complaint_fact")).isEqualTo(LIST);
        assertThat(rig.count("case_status")).isEqualTo(LIST);
    }

    @Test
    void documentOfANewCaseIsWrittenOnceAndThatOfAnAdditionWithItsRevision() {
        rig.get(RecordStep.class).record(orders(1));
        String own = "select count(*) from complaint_revision where document is not null";
        assertThat(rig.jdbc().sql(own).query(Integer.class).single()).isZero();

        rig.get(RecordStep.class).record(orders(2));

        assertThat(rig.jdbc().sql(own).query(Integer.class).single()).isEqualTo(2 * LIST);
        assertThat(rig.jdbc()
                        .sql(
                                "select distinct revision || ' ' || (document #>> '{matter,facts}') from revision_document")
                        .query(String.class)
                        .list())
                .contains("1 round 1")
                .hasSize(2);
    }

    private List<Walk> orders(int round) {
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < LIST; i++) {
            ObjectNode order = document("round " + round);
            order.putArray("externalIds")
                    .addObject()
                    .put("kind", "work-order")
                    .put("system", "line")
                    .put("value", "T" + i);
            walks.add(rig.walk(rig.receipt(), thing("T" + i + "#" + round, order)));
        }
        return walks;
    }
}
