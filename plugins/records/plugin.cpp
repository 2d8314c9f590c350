#include <vestibule/plugin.hpp>

#include "archive.hpp"
#include "importing.hpp"
#include "settling.hpp"

namespace vestibule::records {
namespace {

class Records final : public Plugin {
 public:
  explicit Records(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const RecordsSettings settings,
                  context_.settings.read(RecordsSettings{}, {{"key_file", "A file with at least 32 bytes of chance, kept apart from the database and its backups: without it nobody can read a record; empty: no patient can be kept"},
                                                             {"carer_days", "So many days after a visit those who attended still look after the patient"}}));
    if (settings.carer_days < 0 || settings.carer_days > 3650) return fail(Code::invalid, "[records] carer_days must be from 0 to 3650");
    std::unique_ptr<const Vault> vault;
    if (!settings.key_file.empty()) {
      const auto key = context_.settings.file(settings.key_file);
      if (!key) return fail(Code::invalid, "[records] key_file: {}", key.error().message);
      if (key->size() < 32) return fail(Code::invalid, "[records] key_file: {} holds {} bytes; at least 32 are needed", settings.key_file, key->size());
      vault = std::make_unique<const Vault>(*key);
    }
    archive_ = std::make_unique<Archive>(context_, settings, std::move(vault));
    importer_ = std::make_unique<Importer>(*archive_);
    context_.services.offer<Directory>(*archive_);
    declare_events();
    for (const auto add : {add_registering, add_merging, add_searching, add_history, add_visits, add_exporting, add_managing}) add(*archive_);
    importer_->add_commands();
    settler_ = std::make_unique<Settler>(*archive_);
    settler_->add_commands();
    return {};
  }

  Result<> load() override {
    VESTIBULE_CHECK(archive_->load());
    importer_->load();
    return {};
  }

 private:
  void declare_events() {
    Events& events = context_.events;
    events.declare<PatientRegistered>("A patient was registered");
    events.declare<RecordChanged>("Something in a patient's record has changed");
    events.declare<PatientsMerged>("Two records are one person's");
    events.declare<PatientsUnmerged>("A merge of two records was taken back");
    events.declare<PatientErased>("A patient's record was made unreadable for good");
    events.declare<VisitChanged>("A visit was planned, opened, closed, missed or cancelled");
    events.declare<ImportFinished>("All rows of a file of patients were dealt with");
  }

  Context& context_;
  std::unique_ptr<Archive> archive_;
  std::unique_ptr<Importer> importer_;
  std::unique_ptr<Settler> settler_;
};

}  // namespace
}  // namespace vestibule::records

VESTIBULE_PLUGIN(vestibule::records::Records)
