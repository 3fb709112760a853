package org.onestophub.loop.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.DisciplineRoute;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;

class AssignedToAccusedTest {

    private static final CaseHistories HISTORIES = new CaseHistories(new CodeLists(Path.of("mappings/code-lists")));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'tasks':[{'part':'lead','departmentCode':'03.01'}]}; /tasks",
                "{'tasks':[{'part':'lead','departmentCode':'04'},{'part':'assist','departmentCode':'03.01.02'}]}; /tasks",
                "{'tasks':[{'part':'lead','departmentName':' 呼吸内科'}]}; /tasks",
                "{'to':{'name':'测试丙'}}; /to",
                "{'to':{'departmentCode':'03.01'}}; /to",
                "{'tasks':[{'part':'lead','departmentCode':'03'}]}; ",
                "{'tasks':[{'part':'lead','departmentCode':'03.011'}]}; ",
                "{'to':{'name':'测试丁','role':'discipline'}}; ",
            })
    void whoIsComplainedOfDoesNotGetTheCaseUnnoticed(String fields, String field) throws IOException {
        assertThat(findings(fields, true))
                .extracting(Finding::field)
                .isEqualTo(field == null ? List.of() : List.of(field));
    }

    @Test
    void caseThatIsNotOnTheRouteIsAssignedAsAlways() throws IOException {
        assertThat(findings("{'tasks':[{'part':'lead','departmentCode':'03.01'}]}", false))
                .isEmpty();
    }

    @Test
    void eventThatPutsTheCaseOnTheRouteMakesEarlierOnesNoticed() throws IOException {
        assertThat(findings("{'tasks':[{'part':'lead','departmentCode':'03.01'}],'disciplineRoute':'n9'}", false))
                .hasSize(1);
    }

    private static List<Finding> findings(String fields, boolean isOnRoute) throws IOException {
        ObjectNode complaint = JsonText.objectOf("{\"matter\":{\"staff\":[{\"name\":\"测试丙\"},{\"role\":\"nurse\"}],"
                + "\"departments\":[{\"code\":\"03.01\",\"name\":\"呼吸内科\"}]}}");
        if (isOnRoute) {
            DisciplineRoute.put(complaint, "n9");
        }
        StatusEvent event = CaseHistoriesTest.with(CaseHistoriesTest.event("oa", "assigned", 1), fields);
        return AssignedToAccused.noted(HISTORIES.of(List.of(event)), complaint).events().get(0).findings().stream()
                .filter(finding -> finding.code().equals(Problem.STATUS_TO_THE_ACCUSED.code()))
                .toList();
    }
}
