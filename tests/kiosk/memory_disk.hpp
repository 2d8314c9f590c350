#pragma once
// A disk whose power can go at any moment: what was not yet durable stays whole, in part, garbled or not at all.

#include <functional>
#include <map>
#include <string>

#include "offline/disk.hpp"

namespace vestibule::kiosk::test {

/// Thrown at the moment the power goes; whatever ran on the machine is gone with it.
struct PowerCut {};

class MemoryDisk : public Disk {
 public:
  Result<std::string> read(const std::string& name) override {
    const auto found = files.find(name);
    return found == files.end() ? Result<std::string>(fail(Code::not_found, "no {}", name)) : found->second;
  }
  Result<> append(const std::string& name, const std::string& bytes) override {
    if (broken) return fail(Code::unavailable, "the disk is broken");
    if (cut_before_done && cut_before_done()) {
      files[name] += what_stays ? what_stays(bytes) : "";
      throw PowerCut{};
    }
    if (lies && !durable.count(name)) durable[name] = files[name];
    files[name] += bytes;
    if (cut_after_done && cut_after_done()) throw PowerCut{};
    return {};
  }
  Result<> replace(const std::string& name, const std::string& bytes) override {
    if (broken) return fail(Code::unavailable, "the disk is broken");
    if (cut_before_done && cut_before_done()) throw PowerCut{};
    files[name] = bytes;
    durable.erase(name);
    if (cut_after_done && cut_after_done()) throw PowerCut{};
    return {};
  }

  /// What a lying disk had not written is gone.
  void lose_power() {
    for (auto& [name, bytes] : durable) files[name] = bytes;
    durable.clear();
  }

  std::map<std::string, std::string> files;
  std::map<std::string, std::string> durable;  ///< of a lying disk: what the file really holds
  bool lies = false;                           ///< appending returns before anything is durable
  bool broken = false;
  std::function<bool()> cut_before_done, cut_after_done;
  std::function<std::string(const std::string&)> what_stays;  ///< of what was being appended
};

}  // namespace vestibule::kiosk::test
