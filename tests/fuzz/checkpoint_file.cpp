// The file of signed checkpoints, as somebody may have left it: only lines the service signed are believed, every line is
// believed, noted or complained of, and what they say of the journal comes in the journal's order.

#include <sodium.h>

#include <algorithm>
#include <boost/beast/core/string.hpp>

#include "audit/evidence.hpp"
#include "fuzz.hpp"

using namespace vestibule;
using namespace vestibule::core;
using fuzz::hold;

namespace {

/// The same key in every run; it signs nothing but what tests make up.
const SigningKey& key() {
  static const SigningKey made = [] {
    hold(sodium_init() >= 0, "libsodium does not start");
    SigningKey key{std::string(crypto_sign_SECRETKEYBYTES, '\0'), std::string(crypto_sign_PUBLICKEYBYTES, '\0')};
    const std::string seed(crypto_sign_SEEDBYTES, 's');
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(key.open.data()), reinterpret_cast<unsigned char*>(key.secret.data()),
                             reinterpret_cast<const unsigned char*>(seed.data()));
    return key;
  }();
  return made;
}

/// Each line that can be read as a checkpoint, signed and chained as the service does; how many name an entry that can be.
std::pair<std::string, std::size_t> signed_lines(std::string_view text) {
  std::string lines, previous;
  std::size_t possible = 0;
  for (fuzz::Choices rest(text); rest.left();) {
    auto line = decode_text<Checkpoint>(rest.line());
    if (!line) continue;
    line->previous = previous;
    const Checkpoint made = sign(*line, key());
    previous = made.signature;
    lines += encode_text(made) + "\n";
    if (made.sequence >= 0 && made.sequence < 1'000'000'000) ++possible;
  }
  return {lines, possible};
}

void check_evidence(const CheckpointFile& file) {
  const Evidence evidence = evidence_of(file);
  const auto earlier = [](const Pin& a, const Pin& b) { return a.sequence < b.sequence; };
  hold(std::is_sorted(evidence.pins.begin(), evidence.pins.end(), earlier), "pins in another order than the journal");
  hold(evidence.pins.size() <= file.lines.size(), "more pins than lines");
  if (const auto* last = file.last()) hold(std::any_of(evidence.pins.begin(), evidence.pins.end(), [&](const Pin& pin) { return pin.hash == last->hash; }), "the last line says nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices(fuzz::text_of(data, size));
  const bool raw = choices.byte() == '0';
  const auto [text, possible] = raw ? std::pair{std::string(choices.rest()), std::size_t{0}} : signed_lines(choices.rest());
  const CheckpointFile file = read_checkpoints(text, key().open);
  for (const auto& [checkpoint, number] : file.lines) {
    const Checkpoint ours = sign(checkpoint, key());
    hold(boost::beast::iequals(ours.signature, checkpoint.signature), "line {} was never signed", number);
  }
  const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  hold(file.lines.size() + file.faults.size() + file.notes.size() <= 2 * count, "more said than there are lines");
  // No part with a line break can be signed, so such a line is taken for a forgery.
  hold(file.lines.size() + file.faults.size() >= possible, "{} lines signed, {} believed", possible, file.lines.size());
  check_evidence(file);
  hold(read_checkpoints(text, std::string(32, 'x')).lines.empty(), "another's key fits");
  return 0;
}
