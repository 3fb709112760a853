package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.loop.duty.DutyFolderCheck;

class FastDutiesTest {

    @TempDir
    private Path folder;

    @Test
    void daysAndHoursOfRulesBecomeMinutesAndWordsStay() {
        String rules = "    basis: {text: \"5个工作日; 12 hours\"}\n    limit: 5 working-days\n    until: close\n"
                + "    warn: [60%, 1 working-day, 2 hours]\n      by: 10 calendar-days\n    limit: 0 working-days\n";

        assertThat(FastDuties.inMinutes(rules, 2))
                .isEqualTo("    basis: {text: \"5个工作日; 12 hours\"}\n    limit: 10 minutes\n"
                        + "    warn: [60%, 2 minutes, 1 minutes]\n      by: 20 minutes\n    limit: 2 minutes\n");
    }

    @Test
    void shippedRulesAreSoundInMinutes() throws Exception {
        Path copy = FastDuties.configuration(folder, 1);

        assertThat(new DutyFolderCheck().faultsIn(copy)).isEmpty();
        assertThat(Files.readString(copy.resolve("mappings/duties/reply.yaml")))
                .contains("limit: 5 minutes")
                .doesNotContain("limit: 5 working-days");
    }
}
