// The journal of a kiosk that was without its host: whatever lies on its disk, it starts; what it then believes, the next
// start believes too; and no number goes backwards.

#include "fuzz.hpp"
#include "kiosk/memory_disk.hpp"
#include "kiosk/world.hpp"
#include "offline/journal.hpp"
#include "offline/memory.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using fuzz::hold;

namespace {

/// Each record is found where it stands, one after the other, and nothing else is.
void check_reading(std::string_view bytes) {
  const Reading reading = read_journal(bytes);
  std::size_t from = 0;
  for (const auto& record : reading.records) {
    const auto at = bytes.find(framed(record), from);
    hold(at != bytes.npos, "a record that is not there: {}", record);
    from = at + framed(record).size();
  }
  if (!reading.torn && reading.garbled == 0) {
    std::string again;
    for (const auto& record : reading.records) again += framed(record);
    hold(again == bytes, "a journal without a fault that is not its records");
  }
}

/// Every line as a record with a good checksum: so that what lies behind it is reached.
std::string records_of(std::string_view text) {
  std::string bytes;
  for (fuzz::Choices lines(text); lines.left();) bytes += framed(lines.line());
  return bytes;
}

bool same_but_starts(Base a, Base b) {
  a.boots.clear(), b.boots.clear();
  return encode(a) == encode(b);
}

json::value encoded(const std::deque<Given>& given) { return encode(std::vector<Given>(given.begin(), given.end())); }

void check_memory(const std::string& bytes) {
  test::MemoryDisk disk;
  disk.files["journal"] = bytes;
  const test::FakeClock clock;
  test::CountingRandom chance;
  Memory first(disk, clock, chance);
  hold(first.works(), "a disk that works is not used");
  const Base base = first.base();
  hold(!base.incarnation.empty() && !base.boots.empty() && base.boots.back() == first.boot(), "a start that is not noted");
  Memory second(disk, clock, chance);
  hold(same_but_starts(base, second.base()), "the next start believes another thing: {} {}", encode_text(base), encode_text(second.base()));
  hold(!second.torn(), "the torn end was not mended");
  hold(encoded(first.given()) == encoded(second.given()) && encode(first.wishes()) == encode(second.wishes()), "the next start owes something else");

  queue::IssueToken asked;
  asked.service = queue::ServiceId{"blood"};
  asked.token = second.new_token_id();
  queue::MenuService blood;
  blood.service = asked.service;
  blood.letter = "B";
  blood.private_codes = bytes.size() % 2 == 1;
  const auto given = second.give(asked, blood, "");
  hold(given.has_value() == !(second.base().mark.empty() || second.base().fenced), "it gives a number although it may not, or gives none");
  if (!given) return;
  hold(given->token.counter > base.counter && given->token.sequence > base.sequence, "a number that goes backwards");
  for (const auto& before : first.given())
    hold(before.token.sequence > base.sequence || before.token.sequence != given->token.sequence, "a number that was given before");
  const Given sent = second.about_to_send_first();
  hold(sent.token.seconds_ago >= 0, "a number given in the future");
  Memory third(disk, clock, chance);
  hold(encoded(third.given()) == encoded(second.given()), "a number that was given is forgotten");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices(fuzz::text_of(data, size));
  const bool raw = choices.byte() == '0';
  const std::string bytes = raw ? std::string(choices.rest()) : records_of(choices.rest());
  check_reading(bytes);
  check_memory(bytes);
  return 0;
}
