package org.onestophub.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.springframework.boot.diagnostics.FailureAnalysis;

class SchemaFailureAnalyzerTest {

    @Test
    void migrationThatFailedIsNamedWithoutTheRowItFailedOn() {
        FlywayException fault = new FlywayException("Migration of schema to version \"2\" failed: Key (name)=(测试甲)");

        FailureAnalysis analysis = new SchemaFailureAnalyzer().analyze(fault);

        assertThat(analysis.getDescription())
                .contains(Problem.SCHEMA_NOT_MIGRATED.code(), "db/migration/V2")
                .doesNotContain("测试甲");
        assertThat(analysis.getAction()).contains(Problem.SCHEMA_NOT_MIGRATED.remedy());
    }
}
