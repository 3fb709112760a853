package org.onestophub.intake.source.mail;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpointConfigurer;
import org.apache.camel.spi.PropertyConfigurer;

/**
 * {@code imap:} and {@code imaps:} as connector files write them, in place of Camel's component of these names, so
 * that connector files of earlier versions are served as well.
 */
public class MailboxComponent extends MailComponent {

    /** The schemes that this component is to be registered for. */
    public static final List<String> SCHEMES = List.of("imap", "imaps");

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        MailConfiguration settings = getConfiguration().copy();
        settings.configure(new URI(uri));
        parameters.entrySet().removeIf(option -> {
            boolean isOfMail = option.getKey().startsWith("mail.");
            if (isOfMail) {
                settings.getAdditionalJavaMailProperties().put(option.getKey(), option.getValue());
            }
            return isOfMail;
        });
        // which mails are new is the consumer's to know
        parameters.remove("searchTerm");
        MailboxEndpoint endpoint = new MailboxEndpoint(uri, this, settings);
        setEndpointHeaderFilterStrategy(endpoint);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new MailEndpointConfigurer();
    }
}
