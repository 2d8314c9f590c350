#include "site.hpp"

#include <unistd.h>

namespace vestibule::cli {
namespace {

namespace fs = std::filesystem;

fs::path program_folder() { return fs::read_symlink("/proc/self/exe").parent_path(); }

fs::path first_existing(std::initializer_list<fs::path> candidates) {
  for (const auto& candidate : candidates)
    if (std::error_code ignored; fs::exists(candidate, ignored)) return fs::weakly_canonical(candidate);
  return {};
}

}  // namespace

fs::path share_folder() {
  const fs::path here = program_folder();
  return first_existing({here / "../share/vestibule/assets", here / "../../../assets"});
}

Result<Site> open_site(const std::string& path) {
  Site site;
  site.settings_path = path.empty() ? first_existing({"/etc/vestibule/vestibule.toml", share_folder() / "vestibule.toml"}).string()
                                    : fs::absolute(path).string();
  if (site.settings_path.empty()) return fail(Code::not_found, "there is no settings file; name one with --settings");
  VESTIBULE_TRY(const auto text, core::read_file(site.settings_path));
  VESTIBULE_TRY(site.file, core::SettingsFile::parse(text, site.settings_path, core::read_file));
  VESTIBULE_TRY(site.settings, core::read_host_settings(*site.file));
  site.database = site.file->resolved(site.settings.house.database);
  site.address_file = site.database + ".url";
  site.operator_key = site.database + ".operator";
  site.crash_file = site.database + ".crashes";
  const auto named = [&site](const std::string& chosen, const char* otherwise) {
    return chosen.empty() ? site.database + otherwise : site.file->resolved(chosen);
  };
  site.checkpoints = named(site.settings.audit.checkpoints, ".checkpoints");
  site.signing_key = named(site.settings.audit.key_file, ".signing-key");
  site.backup_key = site.settings.backup.key_file.empty() ? "" : site.file->resolved(site.settings.backup.key_file);
  site.backup_note = site.database + ".backup";
  const fs::path here = program_folder();
  const auto beside = first_existing({here / "../lib/vestibule/plugins", here / "../plugins"});
  site.plugins = site.settings.house.plugins.empty() ? beside.string() : site.file->resolved(site.settings.house.plugins);
  return site;
}

Result<std::string> secret_in(const core::SettingsFile& file, const std::string& path) {
  if (path.empty()) return std::string{};
  VESTIBULE_TRY(auto text, file.file(path));
  text.erase(text.find_last_not_of("\r\n") + 1);
  return text;
}

}  // namespace vestibule::cli
