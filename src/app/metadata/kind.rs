//! The kinds of component that an app is made of, and where each is kept.

use crate::app::settings::Setting;

/// A kind of component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The app itself.
    App,
    /// How it proves itself, and where the browser comes back to.
    Global,
    /// Its scopes.
    Oauth,
    /// Who may use it, and for how long.
    OauthPolicy,
    /// Whether it can be used at all.
    Policy,
}

struct Row {
    /// The metadata type, which is also the name of the root.
    name: &'static str,
    folder: &'static str,
    suffix: &'static str,
    /// What follows the name of the app in the component's own name.
    ending: &'static str,
}

impl Kind {
    /// Those that come first: the org makes the policies of an app that has them.
    pub const FIRST: [Self; 3] = [Self::App, Self::Global, Self::Oauth];
    /// Those that can only be changed once there is an app.
    pub const SECOND: [Self; 2] = [Self::OauthPolicy, Self::Policy];

    pub fn all() -> impl Iterator<Item = Self> {
        Self::FIRST.into_iter().chain(Self::SECOND)
    }

    /// The kind that holds a setting.
    pub fn of(setting: Setting) -> Self {
        match setting {
            Setting::Label | Setting::ContactEmail | Setting::Description => Self::App,
            Setting::Callbacks | Setting::Box(_) => Self::Global,
            Setting::Scopes => Self::Oauth,
            Setting::PermittedUsers | Setting::PermissionSets | Setting::SessionMinutes | Setting::RunAs => {
                Self::OauthPolicy
            }
            Setting::Enabled => Self::Policy,
        }
    }

    /// As metadata calls it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What the component of an app is called.
    pub fn member(self, app: &str) -> String {
        format!("{app}{}", self.row().ending)
    }

    /// Where the component of this name is kept, without what source format puts behind it.
    pub fn path(self, member: &str) -> String {
        let Row { folder, suffix, .. } = self.row();
        format!("{folder}/{member}.{suffix}")
    }

    fn row(self) -> Row {
        let row = |name, folder, suffix, ending| Row { name, folder, suffix, ending };
        match self {
            Self::App => row("ExternalClientApplication", "externalClientApps", "eca", ""),
            Self::Global => {
                row("ExtlClntAppGlobalOauthSettings", "extlClntAppGlobalOauthSets", "ecaGlblOauth", "_glbloauth")
            }
            Self::Oauth => row("ExtlClntAppOauthSettings", "extlClntAppOauthSettings", "ecaOauth", "_oauth"),
            Self::OauthPolicy => {
                row("ExtlClntAppOauthConfigurablePolicies", "extlClntAppOauthPolicies", "ecaOauthPlcy", "_oauthPlcy")
            }
            Self::Policy => row("ExtlClntAppConfigurablePolicies", "extlClntAppPolicies", "ecaPlcy", "_plcy"),
        }
    }
}
