package org.onestophub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** docs/dependencies.md says why each dependency of pom.xml is there and until when it is supported, and nothing of others. */
class DependenciesPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void everyDependencyIsOnThePageWithItsLicenceReasonAndEnd() throws Exception {
        Set<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/dependencies.md")));
        while (row.find()) {
            documented.add(row.group(1));
            assertThat(row.group(2)).as("licence of " + row.group(1)).isNotBlank();
            assertThat(row.group(3)).as("why " + row.group(1)).isNotBlank();
            assertThat(row.group(4)).as("end of " + row.group(1)).isNotBlank();
        }

        assertThat(documented).isEqualTo(new TreeSet<>(declared()));
    }

    private static List<String> declared() throws ParserConfigurationException, SAXException, IOException {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        List<String> artifacts = new ArrayList<>();
        NodeList children = project.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (!children.item(i).getNodeName().equals("dependencies")) {
                continue;
            }
            NodeList dependencies = children.item(i).getChildNodes();
            for (int j = 0; j < dependencies.getLength(); j++) {
                if (dependencies.item(j) instanceof Element dependency) {
                    artifacts.add(firstNamed(dependency, "artifactId"));
                }
            }
        }
        return artifacts;
    }

    private static String firstNamed(Element dependency, String name) {
        NodeList children = dependency.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        throw new IllegalStateException("a dependency without " + name);
    }
}
