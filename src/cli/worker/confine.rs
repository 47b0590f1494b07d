//! What a worker gives up before it touches a document: memory beyond a limit, the file system, the network, other programs.
//!
//! It does so itself, after its start: nothing runs between fork and exec. Landlock shuts files and ports, seccomp the calls that would
//! open them, so that either alone suffices; where a kernel has neither, the worker reads all the same and says so.

use serde::{Deserialize, Serialize};

/// What the system let a worker give up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Confinement {
    /// Whether its address space is limited.
    pub(in crate::cli) memory: bool,
    /// Whether files and ports are shut by Landlock: `full`, `partial` (an older kernel) or `none`.
    pub(in crate::cli) landlock: String,
    /// Whether the calls that open files, ports and programs are shut by seccomp.
    pub(in crate::cli) seccomp: bool,
}

/// Gives up all that the system lets a process give up. `memory` is the address space, in bytes.
pub(super) fn confine(memory: u64) -> Confinement {
    dies_with_parent();
    Confinement { memory: limited(memory), landlock: landlocked().unwrap_or("none").to_owned(), seccomp: filtered() }
}

#[cfg(target_os = "linux")]
fn dies_with_parent() {
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

#[cfg(not(target_os = "linux"))]
fn dies_with_parent() {}

#[cfg(unix)]
fn limited(memory: u64) -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let both = |n| Rlimit { current: Some(n), maximum: Some(n) };
    let _ = setrlimit(Resource::Core, both(0));
    setrlimit(Resource::As, both(memory)).is_ok()
}

#[cfg(not(unix))]
fn limited(_: u64) -> bool {
    false
}

#[cfg(target_os = "linux")]
fn landlocked() -> Option<&'static str> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus};
    let rules = Ruleset::default().handle_access(AccessFs::from_all(ABI::V5)).ok()?.handle_access(AccessNet::from_all(ABI::V5)).ok()?;
    match rules.create().ok()?.restrict_self().ok()?.ruleset {
        RulesetStatus::FullyEnforced => Some("full"),
        RulesetStatus::PartiallyEnforced => Some("partial"),
        RulesetStatus::NotEnforced => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn landlocked() -> Option<&'static str> {
    None
}

/// The calls that a worker has no use for: with them it could open, make or remove a file, reach a port, or start or touch a process.
#[cfg(target_os = "linux")]
fn forbidden() -> Vec<i64> {
    let mut calls = vec![
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_open_by_handle_at,
        libc::SYS_unlinkat,
        libc::SYS_renameat2,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_mkdirat,
        libc::SYS_mknodat,
        libc::SYS_fchmodat,
        libc::SYS_fchownat,
        libc::SYS_truncate,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_io_uring_setup,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_open,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_chroot,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_bpf,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_memfd_create,
    ];
    #[cfg(target_arch = "x86_64")]
    calls.extend([
        libc::SYS_open,
        libc::SYS_creat,
        libc::SYS_unlink,
        libc::SYS_rename,
        libc::SYS_renameat,
        libc::SYS_link,
        libc::SYS_symlink,
        libc::SYS_mkdir,
        libc::SYS_rmdir,
        libc::SYS_mknod,
        libc::SYS_chmod,
        libc::SYS_chown,
        libc::SYS_fork,
        libc::SYS_vfork,
    ]);
    calls
}

#[cfg(target_os = "linux")]
fn filtered() -> bool {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};
    let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else {
        return false;
    };
    let rules = forbidden().into_iter().map(|call| (call, Vec::new())).collect();
    let refused = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refused, arch);
    filter.ok().and_then(|f| BpfProgram::try_from(f).ok()).is_some_and(|program| apply_filter(&program).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn filtered() -> bool {
    false
}
