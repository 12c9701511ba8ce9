package io.github.hjelm.sensors.mqtt.session;

import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys from PEM files, as Mosquitto and everybody else has them, for both
 * transports.
 */
public final class PemFiles {

  /** The only protocol spoken. */
  public static final String PROTOCOL = "TLSv1.3";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final char[] NO_PASSWORD = new char[0];

  private PemFiles() {}

  /** A TLS context of the given files. */
  public static SSLContext context(Tls tls) throws MqttRefusal {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      Optional<KeyManagerFactory> keys = keyManagers(tls);
      context.init(
          keys.map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]),
          trustManagers(tls).getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw refusal("The TLS settings cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** Whom to trust. */
  public static TrustManagerFactory trustManagers(Tls tls) throws MqttRefusal {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(tls.authorities().isPresent() ? authorities(tls.authorities().get()) : null);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw refusal("The authorities to trust cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** Who we are, when the settings say so. */
  public static Optional<KeyManagerFactory> keyManagers(Tls tls) throws MqttRefusal {
    if (tls.identity().isEmpty()) {
      return Optional.empty();
    }
    Tls.Identity identity = tls.identity().get();
    try {
      Certificate[] chain = certificates(identity.certificate()).toArray(new Certificate[0]);
      KeyStore store = emptyStore();
      store.setKeyEntry("identity", privateKey(identity.key(), chain[0]), NO_PASSWORD, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return Optional.of(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw refusal(
          "The identity in " + identity.certificate() + " cannot be used: " + e.getMessage() + ".",
          e);
    }
  }

  /** The trust managers of a factory, for transports that take them one by one. */
  public static TrustManager trustManager(Tls tls) throws MqttRefusal {
    return trustManagers(tls).getTrustManagers()[0];
  }

  private static KeyStore authorities(Path file)
      throws MqttRefusal, GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int count = 0;
    for (Certificate authority : certificates(file)) {
      store.setCertificateEntry("authority-" + count++, authority);
    }
    return store;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static List<Certificate> certificates(Path file) throws MqttRefusal {
    List<Certificate> certificates = new ArrayList<>();
    try {
      certificates.addAll(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file))));
    } catch (CertificateException e) {
      throw refusal(file + " holds a certificate that cannot be read: " + e.getMessage() + ".", e);
    }
    if (certificates.isEmpty()) {
      throw refusal(
          file + " holds no certificate; a PEM file with BEGIN CERTIFICATE is needed.", null);
    }
    return certificates;
  }

  private static PrivateKey privateKey(Path file, Certificate certificate) throws MqttRefusal {
    Matcher pem = PRIVATE_KEY.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw refusal(
          file
              + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY); convert it with:"
              + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW.",
          null);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw refusal(file + " holds a key that does not fit its certificate.", e);
    } catch (GeneralSecurityException e) {
      throw refusal(file + " holds a key of an unknown kind: " + e.getMessage() + ".", e);
    }
  }

  private static byte[] bytes(Path file) throws MqttRefusal {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refusal("The file " + file + " cannot be read; check its name and rights.", e);
    }
  }

  private static MqttRefusal refusal(String sentence, @Nullable Throwable cause) {
    return new MqttRefusal(MqttRefusal.Kind.CERTIFICATE, sentence, cause);
  }
}
