#include "checkpoint.hpp"

#include <sodium.h>

#include "durable_file.hpp"
#include "key_file.hpp"

namespace vestibule::core {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// What is signed. None of the parts can hold a line end, so no two lines give the same text.
std::string signed_text(const Checkpoint& line) {
  return fmt::format("vestibule checkpoint\n{}\n{}\n{}\n{}\n{}\n", line.sequence, line.hash, to_millis(line.at), line.event, line.previous);
}

bool is_signed(const Checkpoint& line, std::string_view open_key) {
  const std::string signature = from_hex(line.signature), text = signed_text(line);
  for (const auto* part : {&line.hash, &line.event, &line.previous})
    if (part->find('\n') != part->npos) return false;
  return signature.size() == crypto_sign_BYTES && open_key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(text), text.size(), bytes_of(open_key)) == 0;
}

/// Whether a journal can have an entry of that number; what is reckoned with it stays within bounds.
bool possible(const Checkpoint& line) { return line.sequence >= 0 && line.sequence <= 1'000'000'000'000'000; }

/// One pass over the lines of a file.
class Reading {
 public:
  explicit Reading(std::string_view open_key) : open_key_(open_key) {}

  void line(std::string_view text, bool ended) {
    ++number_;
    const auto line = decode_text<Checkpoint>(text);
    if (!line || !possible(*line)) {
      // A power cut leaves the start of a line at the end of the file, or before the line the next start has added.
      unreadable_ = number_;
      ended_ = ended;
      return;
    }
    if (!is_signed(*line, open_key_)) {
      found_.faults.push_back(fmt::format("checkpoint line {} (entry {}) is forged: its signature does not fit", number_, line->sequence));
      unreadable_ = 0;
      before_ = line->signature;
      return;
    }
    if (line->previous != before_) {
      if (unreadable_) found_.faults.push_back(fmt::format("checkpoint line {} is damaged", unreadable_));
      else found_.faults.push_back(fmt::format("checkpoint lines are missing before line {}, or are not in their order", number_));
    } else if (unreadable_) {
      note_torn();
    }
    unreadable_ = 0;
    before_ = line->signature;
    found_.lines.push_back({*line, number_});
  }

  CheckpointFile end() {
    if (unreadable_ && ended_) found_.faults.push_back(fmt::format("checkpoint line {} is damaged", unreadable_));
    else if (unreadable_) note_torn();
    return std::move(found_);
  }

 private:
  void note_torn() { found_.notes.push_back(fmt::format("checkpoint line {} was torn by a power cut; nothing hangs on it", unreadable_)); }

  std::string_view open_key_;
  CheckpointFile found_;
  std::string before_;
  std::size_t number_ = 0, unreadable_ = 0;
  bool ended_ = false;
};

}  // namespace

std::filesystem::path public_file_of(const std::filesystem::path& checkpoints) { return checkpoints.string() + ".public"; }

Result<SigningKey> signing_key_of(const std::filesystem::path& key_file, const std::filesystem::path& public_file) {
  [[maybe_unused]] const int ready = sodium_init();  // fails only without a source of chance, and then drawing some ends the program
  auto secret = read_key(key_file, signing_key, crypto_sign_SECRETKEYBYTES);
  if (!secret && secret.error().code == Code::not_found) {
    std::string open(crypto_sign_PUBLICKEYBYTES, '\0'), made(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_keypair(bytes_of(open), bytes_of(made));
    VESTIBULE_CHECK(write_key(key_file, signing_key, made));
    secret = std::move(made);
  }
  if (!secret) return tl::unexpected(secret.error());
  SigningKey key{*secret, std::string(crypto_sign_PUBLICKEYBYTES, '\0')};
  crypto_sign_ed25519_sk_to_pk(bytes_of(key.open), bytes_of(key.secret));
  const auto beside = read_key(public_file, public_key, crypto_sign_PUBLICKEYBYTES);
  if (beside && *beside != key.open)
    return fail(Code::conflict, "'{}' is not the open half of '{}': name another file for the checkpoints, or bring the key back",
                public_file.string(), key_file.string());
  if (!beside && beside.error().code != Code::not_found) return tl::unexpected(beside.error());
  if (!beside) VESTIBULE_CHECK(write_key(public_file, public_key, key.open, 0644));
  return key;
}

Checkpoint sign(Checkpoint line, const SigningKey& key) {
  const std::string text = signed_text(line);
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(text), text.size(), bytes_of(key.secret));
  line.signature = to_hex(signature);
  return line;
}

CheckpointFile read_checkpoints(std::string_view text, std::string_view open_key) {
  Reading reading(open_key);
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (const auto line = text.substr(0, end); !line.empty()) reading.line(line, end != text.npos);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return reading.end();
}

}  // namespace vestibule::core
