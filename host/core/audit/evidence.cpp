#include "evidence.hpp"

#include <algorithm>

namespace vestibule::core {
namespace {

std::string said(const CheckpointFile::Line& line) {
  return fmt::format("the checkpoint of {} (line {})", to_iso(line.checkpoint.at), line.number);
}

}  // namespace

Evidence evidence_of(const CheckpointFile& file) {
  Evidence evidence;
  const Checkpoint* before = nullptr;
  for (const auto& line : file.lines) {
    const auto& checkpoint = line.checkpoint;
    // A restore that was interrupted has signed its line, and so has the one that finished it: the same entries are lost.
    const bool repeated = before && before->event == "restored" && before->sequence == checkpoint.sequence;
    if (checkpoint.event == "restored") {
      if (!repeated) evidence.reached = evidence.pins.empty() ? 0 : evidence.pins.back().sequence;
      const auto lost = std::max<std::int64_t>(0, evidence.reached - checkpoint.sequence + 1);
      evidence.notes.push_back(fmt::format("at {} a backup was restored (line {}): the journal goes on after entry {}, {} signed entries were lost",
                                           to_iso(checkpoint.at), line.number, checkpoint.sequence - 1, lost));
      while (!evidence.pins.empty() && evidence.pins.back().sequence >= checkpoint.sequence) evidence.pins.pop_back();
    } else {
      evidence.reached = checkpoint.sequence;
    }
    before = &checkpoint;
    evidence.pins.push_back({checkpoint.sequence, checkpoint.hash, said(line)});
  }
  std::stable_sort(evidence.pins.begin(), evidence.pins.end(), [](const Pin& a, const Pin& b) { return a.sequence < b.sequence; });
  return evidence;
}

}  // namespace vestibule::core
