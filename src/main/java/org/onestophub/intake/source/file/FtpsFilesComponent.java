package org.onestophub.intake.source.file;

import java.net.URI;
import java.util.Map;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpUtils;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsConfiguration;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.component.file.remote.FtpsEndpointConfigurer;
import org.apache.camel.component.file.remote.RemoteFileComponent;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.onestophub.platform.remote.FtpsClient;
import org.springframework.stereotype.Component;

/**
 * {@code ftps:} as connector files write it, in place of Camel's component of this name, so that connector files of
 * earlier versions are served as well: data connections resume the TLS session of the control connection.
 */
@Component("ftps")
public class FtpsFilesComponent extends FtpsComponent {

    /** As its parent's, with an endpoint that makes its client itself. */
    @Override
    protected GenericFileEndpoint<FTPFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FtpsConfiguration settings = new FtpsConfiguration(new URI(getBaseUri(uri)));
        FtpUtils.ensureRelativeFtpDirectory(this, settings);
        Resuming endpoint = new Resuming(uri, this, settings);
        extractAndSetFtpClientConfigParameters(parameters, endpoint);
        extractAndSetFtpClientParameters(parameters, endpoint);
        return endpoint;
    }

    /** Camel finds it by an annotation, which a subclass does not inherit. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new FtpsEndpointConfigurer();
    }

    private static final class Resuming extends FtpsEndpoint {

        private Resuming(String uri, RemoteFileComponent<FTPFile> component, FtpsConfiguration settings) {
            super(uri, component, settings);
        }

        @Override
        protected FTPClient createFtpClient() throws Exception {
            // without a judge of certificates the library's client would trust every one that is in date
            return getSslContextParameters() == null
                    ? super.createFtpClient()
                    : new FtpsClient(
                            getFtpsConfiguration().isImplicit(),
                            getSslContextParameters().createSSLContext(getCamelContext()));
        }
    }
}
