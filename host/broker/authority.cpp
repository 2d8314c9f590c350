#include "authority.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

#include "core/durable_file.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::broker {
namespace {

namespace fs = std::filesystem;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* thing) const { Free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Paper = std::unique_ptr<X509, Freed<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;
using List = std::unique_ptr<X509_CRL, Freed<X509_CRL_free>>;
using Entry = std::unique_ptr<X509_REVOKED, Freed<X509_REVOKED_free>>;
using Time = std::unique_ptr<ASN1_TIME, Freed<ASN1_TIME_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Whole = std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

constexpr std::chrono::days authority_lives{20 * 365}, broker_lives{825};
constexpr std::chrono::hours slow_clocks{24};  // a device whose clock is behind does not refuse what was signed just now

/// What OpenSSL says went wrong, for an error that names what we were at.
tl::unexpected<Error> refused(std::string_view at, Code code = Code::internal) {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  ERR_clear_error();
  return fail(code, "{}: {}", at, text.data());
}

Memory reading(std::string_view text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

template <class Write>
std::string pem(Write write) {
  Memory memory(BIO_new(BIO_s_mem()));
  write(memory.get());
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* paper) {
  return pem([&](BIO* to) { PEM_write_bio_X509(to, paper); });
}
std::string pem_of(EVP_PKEY* key) {
  return pem([&](BIO* to) { PEM_write_bio_PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

Instant now() { return link::SystemClock().wall(); }

Time time_of(Instant instant) { return Time(ASN1_TIME_set(nullptr, std::chrono::system_clock::to_time_t(instant))); }

std::string hexadecimal(const ASN1_INTEGER* serial) {
  const Number number(ASN1_INTEGER_to_BN(serial, nullptr));
  char* const text = BN_bn2hex(number.get());
  std::string hex = text ? text : "";
  OPENSSL_free(text);
  return hex;
}

/// 127 bits of chance: none is given twice, and nobody can tell how many there are.
bool choose_serial(X509* paper) {
  const Number number(BN_new());
  return BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(paper));
}

bool extend(X509* paper, X509* signer, int kind, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, signer, paper, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  return extension && X509_add_ext(paper, extension.get(), -1);
}

bool name(X509* paper, const std::string& common) {
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(common.data()));
  return X509_NAME_add_entry_by_txt(X509_get_subject_name(paper), "CN", MBSTRING_UTF8, bytes, static_cast<int>(common.size()), -1, 0) == 1;
}

struct Wanted {
  std::string name;
  std::chrono::days days{};
  std::vector<std::pair<int, std::string>> extensions;
};

/// A certificate for `holder`'s key, signed by `key`; the signer's own paper is null for the one that signs itself.
Result<Paper> sign(const Wanted& wanted, EVP_PKEY* holder, X509* signer, EVP_PKEY* key) {
  Paper paper(X509_new());
  const Instant from = now() - slow_clocks;
  bool made = X509_set_version(paper.get(), 2) && choose_serial(paper.get()) && name(paper.get(), wanted.name) &&
              X509_set1_notBefore(paper.get(), time_of(from).get()) && X509_set1_notAfter(paper.get(), time_of(from + wanted.days).get()) &&
              X509_set_pubkey(paper.get(), holder);
  X509* const by = signer ? signer : paper.get();
  made = made && X509_set_issuer_name(paper.get(), X509_get_subject_name(by));
  for (const auto& [kind, value] : wanted.extensions) made = made && extend(paper.get(), by, kind, value);
  if (!made || !X509_sign(paper.get(), key, EVP_sha256())) return refused(fmt::format("no certificate can be made for '{}'", wanted.name));
  return paper;
}

Certificate handed_out(X509* paper, EVP_PKEY* key, std::chrono::days days) {
  return {pem_of(paper), key ? pem_of(key) : "", hexadecimal(X509_get0_serialNumber(paper)), std::chrono::floor<std::chrono::seconds>(now() - slow_clocks + days)};
}

Wanted for_device(const std::string& name, std::chrono::days days) {
  return {name, days, {{NID_basic_constraints, "critical,CA:FALSE"}, {NID_key_usage, "critical,digitalSignature"},
                       {NID_ext_key_usage, "clientAuth"}, {NID_authority_key_identifier, "keyid"}}};
}

bool is_address(const std::string& host) {
  return host.find_first_not_of("0123456789.") == std::string::npos || host.find(':') != std::string::npos;
}

Result<std::string> content(const fs::path& path) {
  VESTIBULE_TRY(auto file, core::open_file(path));
  return file.read(1 << 20);
}

}  // namespace

struct Authority::Inside {
  Key key;
  Paper paper;
};

Authority::Authority(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Authority::Authority(Authority&&) noexcept = default;
Authority& Authority::operator=(Authority&&) noexcept = default;
Authority::~Authority() = default;

Result<> Authority::make(const fs::path& folder, const std::string& site) {
  const Key key(EVP_EC_gen("P-256"));
  if (!key) return refused("no key can be made");
  const Wanted wanted{site, authority_lives, {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}, {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                              {NID_subject_key_identifier, "hash"}}};
  VESTIBULE_TRY(auto paper, sign(wanted, key.get(), nullptr, key.get()));
  VESTIBULE_CHECK(core::write_new_file(folder / "authority.key", pem_of(key.get())));
  return core::write_new_file(folder / "authority.crt", pem_of(paper.get()), 0644);
}

Result<Authority> Authority::open(const fs::path& folder) {
  VESTIBULE_TRY(const auto key_text, content(folder / "authority.key"));
  VESTIBULE_TRY(const auto paper_text, content(folder / "authority.crt"));
  auto inside = std::make_unique<Inside>();
  inside->key.reset(PEM_read_bio_PrivateKey(reading(key_text).get(), nullptr, nullptr, nullptr));
  inside->paper.reset(PEM_read_bio_X509(reading(paper_text).get(), nullptr, nullptr, nullptr));
  if (!inside->key || !inside->paper) return refused(fmt::format("{} holds no authority", folder.string()), Code::invalid);
  if (X509_check_private_key(inside->paper.get(), inside->key.get()) != 1)
    return refused(fmt::format("authority.key and authority.crt in {} do not belong together", folder.string()), Code::invalid);
  return Authority(std::move(inside));
}

Result<Certificate> Authority::certify_broker(const std::vector<std::string>& hosts) const {
  std::string names;
  for (const auto& host : hosts) names += (names.empty() ? "" : ",") + std::string(is_address(host) ? "IP:" : "DNS:") + host;
  const Key key(EVP_EC_gen("P-256"));
  if (!key) return refused("no key can be made");
  const Wanted wanted{hosts.front(), broker_lives, {{NID_basic_constraints, "critical,CA:FALSE"}, {NID_ext_key_usage, "serverAuth"},
                                                    {NID_subject_alt_name, names}, {NID_authority_key_identifier, "keyid"}}};
  VESTIBULE_TRY(auto paper, sign(wanted, key.get(), inside_->paper.get(), inside_->key.get()));
  return handed_out(paper.get(), key.get(), broker_lives);
}

Result<Certificate> Authority::certify_device(const std::string& name, std::chrono::days days) const {
  const Key key(EVP_EC_gen("P-256"));
  if (!key) return refused("no key can be made");
  VESTIBULE_TRY(auto paper, sign(for_device(name, days), key.get(), inside_->paper.get(), inside_->key.get()));
  return handed_out(paper.get(), key.get(), days);
}

Result<Certificate> Authority::certify_request(const std::string& name, std::string_view text, std::chrono::days days) const {
  const Request request(PEM_read_bio_X509_REQ(reading(text).get(), nullptr, nullptr, nullptr));
  EVP_PKEY* const key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
  if (!key) return refused(fmt::format("what '{}' sent is no certificate request", name), Code::invalid);
  if (X509_REQ_verify(request.get(), key) != 1) return refused(fmt::format("the request of '{}' is not signed by the key it names", name), Code::invalid);
  if (EVP_PKEY_get_security_bits(key) < 112) return fail(Code::invalid, "the key of '{}' is too weak: take EC P-256, or RSA of 2048 bits", name);
  VESTIBULE_TRY(auto paper, sign(for_device(name, days), key, inside_->paper.get(), inside_->key.get()));
  return handed_out(paper.get(), nullptr, days);
}

Result<std::string> Authority::revocation_list(const std::map<std::string, Instant>& serials) const {
  const List list(X509_CRL_new());
  // Dated back, and a second later for each device more: of two lists within one second the broker must see which is the newer.
  // It never runs out: at the end of its time a broker lets nobody in.
  const Instant from = now() - slow_clocks + std::chrono::seconds{serials.size()};
  bool made = X509_CRL_set_version(list.get(), 1) && X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(inside_->paper.get())) &&
              X509_CRL_set1_lastUpdate(list.get(), time_of(from).get()) && X509_CRL_set1_nextUpdate(list.get(), time_of(from + authority_lives).get());
  for (const auto& [serial, at] : serials) {
    BIGNUM* parsed = nullptr;
    if (BN_hex2bn(&parsed, serial.c_str()) != static_cast<int>(serial.size())) return fail(Code::invalid, "'{}' is no serial number", serial);
    const Number number(parsed);
    const Whole whole(BN_to_ASN1_INTEGER(number.get(), nullptr));
    Entry entry(X509_REVOKED_new());
    made = made && X509_REVOKED_set_serialNumber(entry.get(), whole.get()) && X509_REVOKED_set_revocationDate(entry.get(), time_of(at).get()) &&
           X509_CRL_add0_revoked(list.get(), entry.release());
  }
  if (!made || !X509_CRL_sort(list.get()) || !X509_CRL_sign(list.get(), inside_->key.get(), EVP_sha256())) return refused("the list of what is revoked cannot be signed");
  return pem([&](BIO* to) { PEM_write_bio_X509_CRL(to, list.get()); });
}

}  // namespace vestibule::broker
