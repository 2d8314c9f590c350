#include "faulty_disk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sqlite_vfs.hpp"

namespace vestibule::kit {

void FaultyFile::write(std::size_t offset, std::string_view bytes) {
  if (content_.size() < offset + bytes.size()) content_.resize(offset + bytes.size());
  std::copy(bytes.begin(), bytes.end(), content_.begin() + static_cast<std::ptrdiff_t>(offset));
  const std::size_t end = offset + bytes.size();
  if (!unsynced_.empty() && unsynced_.back().end == offset) unsynced_.back().end = end;  // SQLite writes a frame's head and page apart
  else unsynced_.push_back({offset, end});
}

void FaultyFile::truncate(std::size_t size) {
  if (size < content_.size()) shortest_ = std::min(size, shortest_.value_or(size));
  content_.resize(size);
}

/// What the programs see of a range becomes certain.
void FaultyFile::keep(const Range& range) {
  const std::size_t end = std::min(range.end, content_.size());
  if (range.begin >= end) return;
  if (certain_.size() < end) certain_.resize(end);
  std::copy(content_.begin() + static_cast<std::ptrdiff_t>(range.begin), content_.begin() + static_cast<std::ptrdiff_t>(end),
            certain_.begin() + static_cast<std::ptrdiff_t>(range.begin));
}

/// And the other way round.
void FaultyFile::forget(const Range& range) {
  const std::size_t end = std::min(range.end, certain_.size());
  if (range.begin < end) content_.replace(range.begin, end - range.begin, certain_, range.begin, end - range.begin);
}

void FaultyFile::sync() {
  if (shortest_ && *shortest_ < certain_.size()) certain_.resize(*shortest_);
  shortest_.reset();
  for (const Range& range : unsynced_) keep(range);
  unsynced_.clear();
  created = false;
}

void FaultyFile::fail_sync(RandomStream& chance) {
  for (const Range& range : sectors())
    if (chance.below(2) == 0) keep(range);
  unsynced_.clear();
  strayed_ = true;
}

std::vector<FaultyFile::Range> FaultyFile::sectors() const {
  std::vector<Range> found;
  for (const Range& range : unsynced_)
    for (std::size_t at = range.begin; at < range.end;) {
      const std::size_t end = std::min(range.end, (at / sector + 1) * sector);
      found.push_back({at, end});
      at = end;
    }
  return found;
}

void FaultyFile::garble(std::string& bytes, const Range& range, RandomStream& chance) {
  if (bytes.size() < range.end) bytes.resize(range.end);
  std::uint64_t noise = chance.next();
  for (std::size_t at = range.begin; at < range.end; ++at, noise = noise * 6364136223846793005u + 1442695040888963407u)
    bytes[at] = static_cast<char>(noise >> 56);
}

bool FaultyFile::lose_power(Survival survival, bool garbles, RandomStream& chance) {
  const auto changed = sectors();
  const std::size_t prefix = survival == Survival::prefix ? chance.below(changed.size() + 1) : changed.size();
  const bool shortened = shortest_ && *shortest_ < certain_.size();
  if (shortened && (survival == Survival::all || (survival != Survival::none && chance.below(2) == 0))) certain_.resize(*shortest_);
  bool any = survival == Survival::all;
  for (std::size_t i = 0; i < changed.size(); ++i) {
    const bool kept = survival == Survival::all || (survival == Survival::prefix && i < prefix) || (survival == Survival::subset && chance.below(2) == 0);
    any = any || kept;
    if (kept) keep(changed[i]);
    else if (garbles && chance.below(4) == 0) garble(certain_, changed[i], chance);
  }
  const bool there = !created || any;
  if (strayed_ || shortest_) content_ = certain_;
  content_.resize(certain_.size());
  for (const Range& range : changed) forget(range);
  strayed_ = false;
  unsynced_.clear();
  shortest_.reset();
  created = false;
  return there;
}

FaultyDisk::FaultyDisk(RandomStream& chance) : chance_(chance), registration_(Registration::take(*this)) { vfs_ = registration_->name; }
FaultyDisk::~FaultyDisk() { Registration::give_back(std::move(registration_)); }

std::shared_ptr<FaultyDisk::Node> FaultyDisk::open(const std::string& path, bool create) {
  const auto found = files_.find(path);
  if (found != files_.end() || !create) return found == files_.end() ? nullptr : found->second;
  return files_[path] = std::make_shared<Node>();
}

/// Not modelled: a removal that comes undone. SQLite syncs the folder where that would matter.
void FaultyDisk::remove(const std::string& path) { files_.erase(path); }

void FaultyDisk::cut() {
  if (dead_) return;
  dead_ = true;
  cut_at_ = 0;
  if (told_) told_();
}

std::optional<Io> FaultyDisk::trouble(bool is_sync, bool& done_first) {
  if (dead_) return Io::dead;
  ++operations_;
  if (cut_at_ && operations_ >= cut_at_) {
    done_first = chance_.below(2) == 0;
    return Io::dead;
  }
  if (fail_at_ && operations_ >= fail_at_ && (is_sync || !fail_syncs_only_)) {
    fail_at_ = 0;
    ++errors_;
    failed_ = true;
    return Io::failed;
  }
  return std::nullopt;
}

Io FaultyDisk::write(FaultyFile& file, std::size_t offset, std::string_view bytes) {
  bool done_first = false;
  const auto wrong = trouble(false, done_first);
  if (wrong == Io::dead && !dead_) {
    // Only the sectors count: a part of the write may have been handed over.
    file.write(offset, done_first ? bytes : bytes.substr(0, bytes.size() / 2));
    cut();
  }
  if (wrong) return *wrong;
  if (full_ && offset + bytes.size() > file.content().size()) {
    ++errors_;
    return Io::full;
  }
  file.write(offset, bytes);
  return Io::done;
}

Io FaultyDisk::truncate(FaultyFile& file, std::size_t size) {
  bool done_first = false;
  const auto wrong = trouble(false, done_first);
  if (!wrong || (done_first && !dead_)) file.truncate(size);
  if (wrong == Io::dead) cut();
  return wrong.value_or(Io::done);
}

Io FaultyDisk::sync(FaultyFile& file) {
  bool done_first = false;
  const auto wrong = trouble(true, done_first);
  if (wrong == Io::failed) file.fail_sync(chance_);
  if ((!wrong || (done_first && !dead_)) && !lies_) file.sync();
  ++syncs_;
  if (wrong == Io::dead) cut();
  return wrong.value_or(Io::done);
}

void FaultyDisk::restore() {
  for (const auto& [path, node] : files_)
    if (node->handles) throw std::logic_error(fmt::format("{} is still open {} times: a program has survived its power", path, node->handles));
  constexpr std::string_view names[] = {"all", "none", "prefix", "subset"};
  const auto which = chance_.below(4);
  const bool garbles = chance_.below(2) == 0;
  survival_ = names[which];
  std::erase_if(files_, [&](auto& entry) { return !entry.second->file.lose_power(static_cast<Survival>(which), garbles, chance_); });
  dead_ = false;
  failed_ = false;
  fail_at_ = 0;
}

std::string FaultyDisk::bytes(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? "" : found->second->file.content();
}

}  // namespace vestibule::kit
