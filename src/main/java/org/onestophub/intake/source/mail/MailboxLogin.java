package org.onestophub.intake.source.mail;

import jakarta.mail.PasswordAuthentication;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.mail.MailAuthenticator;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.problem.ProblemException;

/**
 * The login of a mailbox. It gets the names of the settings, not their values: a password that passes through an
 * endpoint URI loses characters such as {@code + / % &} on the way (CAMEL-23594).
 */
public class MailboxLogin extends MailAuthenticator implements CamelContextAware {

    private CamelContext camelContext;
    private String usernameSetting = "";
    private String passwordSetting = "";

    /** Name of the setting that holds the user's name. */
    public void setUsernameSetting(String usernameSetting) {
        this.usernameSetting = usernameSetting;
    }

    /** Name of the setting that holds the password. */
    public void setPasswordSetting(String passwordSetting) {
        this.passwordSetting = passwordSetting;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * User and password as set now, so that a changed password needs no restart.
     * @throws ProblemException CH-204 if a setting is missing
     */
    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
                ConnectorSetting.needed(camelContext, usernameSetting),
                ConnectorSetting.needed(camelContext, passwordSetting));
    }
}
