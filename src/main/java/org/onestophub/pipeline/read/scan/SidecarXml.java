package org.onestophub.pipeline.read.scan;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Names and values in the XML a scanner writes; see {@link SidecarFields}. */
final class SidecarXml {

    private final BiConsumer<String, String> found;
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String label = "";

    private SidecarXml(BiConsumer<String, String> found) {
        this.found = found;
    }

    /**
     * Passes each name and value to {@code found}.
     * @throws ProblemException RD-103 if it is no XML or has a document type, RD-107 if it is nested too deeply
     */
    static void read(byte[] bytes, BiConsumer<String, String> found) {
        // the parser of the platform, not one that a library brings along
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        SidecarXml xml = new SidecarXml(found);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                xml.event(reader.next(), reader);
            }
        } catch (XMLStreamException e) {
            throw new ProblemException(Problem.CORRUPT, "sidecar");
        }
    }

    private void event(int kind, XMLStreamReader reader) {
        switch (kind) {
            // devices write no document type, and it could define entities that read files or grow
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new ProblemException(Problem.CORRUPT, "sidecar");
            case XMLStreamConstants.START_ELEMENT -> begin(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (text.length() <= SidecarFields.MAX_VALUE) {
                    text.append(reader.getText());
                }
            }
            default -> {}
        }
    }

    private void begin(XMLStreamReader reader) {
        path.push(reader.getLocalName());
        if (path.size() > SidecarFields.MAX_DEPTH) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "sidecar");
        }
        text.setLength(0);
        String name = reader.getAttributeValue(null, "name");
        String value = reader.getAttributeValue(null, "value");
        if (name != null && value != null) {
            found.accept(name, value);
        }
    }

    private void end() {
        String name = path.pop();
        String value = text.toString();
        text.setLength(0);
        if (name.equals("label")) {
            label = value;
            return;
        }
        found.accept(name.equals("value") && !label.isBlank() ? label : name, value);
        label = "";
    }
}
