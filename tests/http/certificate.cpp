#include "certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

namespace vestibule::core::http::test {
namespace {

void must(bool worked) {
  if (!worked) throw std::runtime_error("cannot make a certificate");
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

X509Certificate self_signed(EVP_PKEY* key) {
  X509Certificate certificate(X509_new(), &X509_free);
  must(ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1) == 1);
  must(X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60) != nullptr);
  must(X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600) != nullptr);
  auto* name = X509_get_subject_name(certificate.get());
  const unsigned char common[] = "localhost";
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0) == 1);
  must(X509_set_version(certificate.get(), 2) == 1 && X509_set_issuer_name(certificate.get(), name) == 1 &&
       X509_set_pubkey(certificate.get(), key) == 1);
  std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1"), &X509_EXTENSION_free);
  must(names && X509_add_ext(certificate.get(), names.get(), -1) == 1);
  must(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

}  // namespace

Certificate::Certificate() : folder_((std::filesystem::temp_directory_path() / "vestibule-http-XXXXXX").string()) {
  must(::mkdtemp(folder_.data()) != nullptr);
  files_ = {folder_ + "/certificate.pem", folder_ + "/key.pem"};
  const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  must(key != nullptr);
  const auto certificate = self_signed(key.get());
  const File key_file(std::fopen(files_.key_file.c_str(), "w"), &std::fclose);
  const File certificate_file(std::fopen(files_.certificate_file.c_str(), "w"), &std::fclose);
  must(key_file && PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  must(certificate_file && PEM_write_X509(certificate_file.get(), certificate.get()) == 1);
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace vestibule::core::http::test
