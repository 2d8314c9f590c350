#include "sound_check.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

namespace vestibule::cli {
namespace {

namespace fs = std::filesystem;

/// The folders libraries lie in: /usr/lib and those of each architecture beneath it.
std::vector<fs::path> library_folders() {
  std::vector<fs::path> folders{"/usr/lib"};
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib", ignored))
    if (entry.is_directory(ignored) && entry.path().filename().string().find("-linux-gnu") != std::string::npos) folders.push_back(entry.path());
  return folders;
}

/// The first folder in which `name` lies; empty if none.
fs::path folder_with(const std::vector<fs::path>& folders, const std::string& name) {
  std::error_code ignored;
  for (const auto& folder : folders)
    if (fs::exists(folder / name, ignored)) return folder;
  return {};
}

/// The languages of the house that espeak-ng's data has nothing for.
std::string missing_voices(const fs::path& data) {
  constexpr std::pair<const char*, const char*> voices[] = {{"en", "English"}, {"es", "Spanish"}, {"fr", "French"}, {"de", "German"},
                                                            {"ar", "Arabic"},  {"he", "Hebrew"},  {"hi", "Hindi"},  {"cmn", "Chinese"}};
  std::string missing;
  std::error_code ignored;
  for (const auto& [tag, name] : voices)
    if (!fs::exists(data / fmt::format("{}_dict", tag), ignored)) missing += (missing.empty() ? "" : ", ") + std::string(name);
  return missing;
}

enum class Device { none, closed, open };

/// A device that plays ("pcmC0D0p"), and whether this account may.
Device playing_device() {
  Device found = Device::none;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/dev/snd", ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("pcm") || !name.ends_with("p")) continue;
    if (::access(entry.path().c_str(), W_OK) == 0) return Device::open;
    found = Device::closed;
  }
  return found;
}

}  // namespace

SoundState check_sound_and_voices() {
  const auto folders = library_folders();
  if (folder_with(folders, "libespeak-ng.so.1").empty())
    return {false, "espeak-ng is not installed: calls would be a chime and no words", "apt install libespeak-ng1 (on screens and kiosks)"};
  auto places = folders;
  places.emplace_back("/usr/share");
  const fs::path data = folder_with(places, "espeak-ng-data");
  if (data.empty())
    return {false, "espeak-ng has no data: calls would be a chime and no words", "apt install espeak-ng-data (on screens and kiosks)"};
  if (const auto missing = missing_voices(data / "espeak-ng-data"); !missing.empty())
    return {false, "espeak-ng has no voice for " + missing,
            "apt install --reinstall espeak-ng-data; those patients are called in the site's language"};
  switch (playing_device()) {
    case Device::none:
      return {false, "every language has its voice, but this machine has no sound device", "screens that speak need one; the host does not"};
    case Device::closed: return {false, "this account may not use the sound device", "add it to the group audio"};
    case Device::open: break;
  }
  return {true, "every language has its voice, and there is a sound device", "vestibule-display --try-sound lets you hear them"};
}

}  // namespace vestibule::cli
