#include "oracle.hpp"

#include <soci/soci.h>

#include <set>

#include "store/database.hpp"
#include "store/journal.hpp"

namespace vestibule::simulation {

void Oracle::look() {
  if (!house_.host() || house_.disk.dead()) return;
  ++looks;
  auto& sql = house_.host()->database().session();
  const std::int64_t known = reference_.last();
  constexpr int at_once = 500;
  auto entries = core::entries_after(sql, known ? known - 1 : 0, at_once);  // the last one known, and what is new
  if (known && (entries.empty() || entries.front().hash != reference_.last_hash()))
    return notebook_.fault(fmt::format("I1 the journal had entry {} and {}", known, entries.empty() ? "has it no more" : "now has another in its place"));
  if (known) entries.erase(entries.begin());
  while (!entries.empty()) {
    for (const auto& entry : entries) reference_.hear(entry);
    if (entries.size() + 1 < at_once) break;
    entries = core::entries_after(sql, reference_.last(), at_once);
  }
  for (; !notebook_.fresh.empty(); notebook_.fresh.pop_front()) settle(notebook_.fresh.front());
  for (auto& fault : reference_.faults) notebook_.fault(std::move(fault));
  reference_.faults.clear();
}

/// What was acknowledged is in the journal, once, as it was said.
void Oracle::settle(const Told& told) {
  ++settled;
  const auto* entry = reference_.find(told.id);
  if (!entry) return notebook_.fault(fmt::format("I1 {} was told '{}' about {} {}, and the journal has nothing of it", told.client, told.reply.substr(0, 200), told.command, told.id));
  if (entry->outcome != told.outcome || entry->reply != told.reply)
    notebook_.fault(fmt::format("I4 {} was told '{}' about {} {}, and the journal says '{}'", told.client, told.reply.substr(0, 200), told.command, told.id, entry->reply.substr(0, 200)));
}

std::string Oracle::verify() {
  const auto verdict = core::verify(house_.host()->database().session());
  if (verdict.fault) notebook_.fault("I10 " + *verdict.fault);
  return verdict.last_hash;
}

void Oracle::compare(const std::vector<std::unique_ptr<Screen>>& screens) {
  look();  // somebody may have come back by themselves a moment ago
  compare_counts();
  compare_tokens();
  compare_desks();
  for (const auto& screen : screens) {
    const auto& calls = reference_.calls(screen->area());
    for (const auto& [sequence, shown] : screen->shown()) {
      const auto call = calls.find(sequence);
      if (call == calls.end()) notebook_.fault(fmt::format("I14 {} showed call {} ({}), which was never made", screen->name, sequence, shown.call_code));
      else if (call->second.first != shown.call_code)
        notebook_.fault(fmt::format("I14 {} showed {} as call {}, which was {}", screen->name, shown.call_code, sequence, call->second.first));
      else if (call->second.second != shown.recall) notebook_.fault(fmt::format("I5 {} did not tell call and recall {} apart", screen->name, sequence));
    }
    if (static_cast<std::size_t>(screen->last()) != screen->shown().size())
      notebook_.fault(fmt::format("I14 {} showed {} of {} calls", screen->name, screen->shown().size(), screen->last()));
  }
}

void Oracle::compare_counts() {
  const auto day = house_.ask_as<queue::DayView>("queue.day", queue::DayAsked{});
  if (!day) return notebook_.fault("the house does not say how the day stands: " + day.error().message);
  const auto& counts = day->counts;
  if (counts.issued != counts.waiting + counts.called + counts.serving + counts.parked + counts.done + counts.no_show + counts.cancelled)
    notebook_.fault("I6 the counts do not add up");
  if (!(counts == reference_.counts()))
    notebook_.fault(fmt::format("I6 the house counts {}, and {} happened", json::serialize(encode(counts)), json::serialize(encode(reference_.counts()))));
}

void Oracle::compare_tokens() {
  std::string id, number, code, state, service;
  std::size_t rows = 0;
  soci::statement select = (house_.host()->database().session().prepare << "SELECT id, number, code, state, service FROM queue_token", soci::into(id),
                            soci::into(number), soci::into(code), soci::into(state), soci::into(service));
  for (bool more = select.execute(true); more; more = select.fetch(), ++rows) {
    const auto known = reference_.tokens().find(id);
    if (known == reference_.tokens().end()) {
      notebook_.fault(fmt::format("I1 the tables have {} ({}), which was never issued", number, id));
      continue;
    }
    const auto& token = known->second;
    const std::string expected = boost::describe::enum_to_string(token.state, "?");
    if (number != token.number || (code.empty() ? number : code) != token.call_code || state != expected || service != token.service)
      notebook_.fault(fmt::format("I1 the tables say {} ({}) is {} at {}; it is {} ({}), {} at {}", number, code, state, service, token.number,
                                  token.call_code, expected, token.service));
  }
  if (rows != reference_.tokens().size()) notebook_.fault(fmt::format("I1 {} tokens were issued, the tables have {}", reference_.tokens().size(), rows));
}

void Oracle::compare_desks() {
  const auto desks = house_.ask_as<queue::Desks>("queue.desks", queue::DesksAsked{});
  if (!desks) return notebook_.fault("the house does not say how the desks stand: " + desks.error().message);
  for (const auto& view : desks->desks) {
    const auto held = reference_.desks().find(view.desk.text());
    const std::string expected = held == reference_.desks().end() ? "" : held->second;
    const std::string there = view.token ? view.token->token.text() : "";
    if (there != expected) notebook_.fault(fmt::format("I5 '{}' is at {}, and '{}' should be", there, view.desk, expected));
  }
}

void Oracle::compare_hands(const std::vector<std::unique_ptr<KioskMachine>>& kiosks) {
  std::set<std::string> numbers, ids;
  for (const auto& kiosk : kiosks)
    for (const Held& held : kiosk->held) {
      if (!numbers.insert(held.number).second) notebook_.fault(fmt::format("I2 number {} is in two hands", held.number));
      if (!ids.insert(held.token).second) notebook_.fault(fmt::format("I2 token {} is in two hands", held.token));
      const auto known = reference_.tokens().find(held.token);
      if (known == reference_.tokens().end()) notebook_.fault(fmt::format("I1 the house does not know {} of {}", held.number, kiosk->name()));
      else if (known->second.call_code != held.number) notebook_.fault(fmt::format("I1 {} is called {} by the house", held.number, known->second.call_code));
    }
  const auto seen = house_.ask_as<queue::Kiosks>("queue.kiosks", queue::KiosksAsked{});
  if (!seen) return notebook_.fault("the house does not say how the kiosks stand: " + seen.error().message);
  for (const auto& view : seen->kiosks) {
    if (view.unsynced) notebook_.fault(fmt::format("I13 {} has {} numbers left to bring", view.kiosk, view.unsynced));
    if (view.standing != queue::Standing::admitted || view.twin) notebook_.fault(fmt::format("{} is fenced", view.kiosk));
    if (view.garbled || view.missing) notebook_.fault(fmt::format("I3 {} lost {} records, {} are missing", view.kiosk, view.garbled, view.missing));
  }
  for (const auto& number : seen->quarantined) notebook_.fault(fmt::format("I3 {} is in quarantine: {}", number.number, number.why));
}

}  // namespace vestibule::simulation
