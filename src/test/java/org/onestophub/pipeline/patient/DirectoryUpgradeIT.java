package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.patient.AdtMessages.message;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.springframework.jdbc.core.JdbcTemplate;

/** A directory that an earlier version kept goes on. */
class DirectoryUpgradeIT {

    @Test
    void directoryOfAnEarlierVersionIsUnderstoodAndItsComplaintsFollow() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(java.time.Duration.ofMinutes(2))
                .start()) {
            DataSource database = server.getPostgresDatabase();
            Flyway.configure().dataSource(database).target("15").load().migrate();
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("""
                    insert into patient (id, number, name, sex, birth_date, phones, person_at, phones_at, as_of, receipt_id,
                                         merged_into)
                    values (1, 'P1', '测试甲', '1', '1980-01-01', '{+8613800000001}', '2026-01-01Z', '2026-01-01Z',
                            '2026-01-01Z', 1, null),
                           (2, 'P2', '测试甲', '1', '1980-01-01', '{}', '2026-01-01Z', null, '2026-01-01Z', 1, 1)""");
            jdbc.execute("insert into patient_key values ('patient-number', 'HIS', 'P1', 1), "
                    + "('patient-number', 'HIS', 'P2', 1)");
            jdbc.execute("insert into patient_trait values ('patient-number', 'P1', 1), ('patient-number', 'P2', 1), "
                    + "('name', '测试甲', 1)");
            jdbc.execute("""
                    insert into patient_visit (assigner, number, patient_id, department, bed, at, receipt_id)
                    values ('HIS', 'V1', 1, '内科', '1/01', '2026-01-01Z', 1)""");
            jdbc.execute("""
                    insert into complaint (number, channel, revision, document, search, received_at, updated_at)
                    values ('C1', 'desk', 1, '{"patient": {"patientNumber": "P2", "link": {"state": "linked"}}}', '', now(),
                            now())""");

            Flyway.configure().dataSource(database).load().migrate();

            assertThat(jdbc.queryForObject("select count(*) from work where lane = 'context'", Integer.class))
                    .as("its patient was merged before")
                    .isEqualTo(1);
            AdtMessages adt = new AdtMessages(database);
            assertThat(adt.found("P2")).extracting(KnownPatient::number).containsExactly("P1");
            assertThat(adt.found("P2").get(0).formerNumbers()).containsExactly("P2");

            // the sender names its facility, which the earlier version did not look at
            adt.send(message("A02", 0, "PID|1||P1||测试甲||19800101|1", "PV1|1|I|外科||||||||||||||||V1"));

            assertThat(adt.patients()).isEqualTo(1);
            assertThat(adt.visits("P1", "V1"))
                    .extracting(KnownVisit::department)
                    .containsExactly("外科");
            assertThat(adt.visits("P1", "V1")).extracting(KnownVisit::bed).containsOnlyNulls();
            assertThat(adt.found("phone", "+8613800000001")).hasSize(1);
        }
    }
}
