package org.onestophub.intake.source.file;

import java.net.URI;
import java.util.Map;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.FtpComponent;
import org.apache.camel.component.file.remote.FtpConfiguration;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.camel.component.file.remote.FtpEndpointConfigurer;
import org.apache.camel.component.file.remote.FtpUtils;
import org.apache.camel.component.file.remote.RemoteFileComponent;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.onestophub.platform.remote.FtpClient;
import org.springframework.stereotype.Component;

/**
 * {@code ftp:} as connector files write it, in place of Camel's component of this name, so that connector files of
 * earlier versions are served as well: folders are listed by MLSD where the server has it.
 */
@Component("ftp")
public class FtpFilesComponent extends FtpComponent {

    /** As its parent's, with an endpoint that makes its client itself. */
    @Override
    protected GenericFileEndpoint<FTPFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FtpConfiguration settings = new FtpConfiguration(new URI(getBaseUri(uri)));
        FtpUtils.ensureRelativeFtpDirectory(this, settings);
        Listing endpoint = new Listing(uri, this, settings);
        extractAndSetFtpClientConfigParameters(parameters, endpoint);
        extractAndSetFtpClientParameters(parameters, endpoint);
        return endpoint;
    }

    /** Camel finds it by the name of its own component. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new FtpEndpointConfigurer();
    }

    private static final class Listing extends FtpEndpoint<FTPFile> {

        private Listing(String uri, RemoteFileComponent<FTPFile> component, FtpConfiguration settings) {
            super(uri, component, settings);
        }

        @Override
        protected FTPClient createFtpClient() {
            return new FtpClient();
        }
    }
}
