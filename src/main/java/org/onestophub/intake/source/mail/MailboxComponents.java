package org.onestophub.intake.source.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets Camel find {@link MailboxComponent} by the two schemes. */
@Configuration(proxyBeanMethods = false)
class MailboxComponents {

    @Bean("imap")
    MailboxComponent imap() {
        return new MailboxComponent();
    }

    @Bean("imaps")
    MailboxComponent imaps() {
        return new MailboxComponent();
    }
}
