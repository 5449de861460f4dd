package vc

import (
	"fmt"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// addExisting makes what the inventory brings beside hosts and machines, by the calls that a
// client would make: what a client could not make is refused here too.
func (l *Lab) addExisting() error {
	for _, step := range []func() error{
		each("cluster", l.inv.Clusters, Cluster.name, l.addCluster),
		each("switch", l.inv.Switches, Switch.name, l.addSwitch),
		each("port group", l.inv.PortGroups, PortGroup.name, l.addPortGroup),
		each("adapter", l.inv.Adapters, Adapter.name, l.addAdapter),
		each("datastore", l.inv.Datastores, Volume.name, l.addVolume),
		// The datastores of its heartbeats are there only now.
		each("cluster", l.inv.Clusters, Cluster.name, l.configureCluster),
		each("folder", l.inv.Folders, func(path string) string { return path }, l.addFolders),
		each("role", l.inv.Roles, Role.name, l.addRole),
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c Cluster) name() string   { return c.Name }
func (s Switch) name() string    { return s.Name }
func (p PortGroup) name() string { return p.Name }
func (a Adapter) name() string   { return a.Address + " of " + a.Host }
func (v Volume) name() string    { return v.Name }
func (r Role) name() string      { return r.Name }

func each[T any](kind string, list []T, name func(T) string, add func(T) fault) func() error {
	return func() error {
		for _, one := range list {
			if f := add(one); f != nil {
				return fmt.Errorf("%s %s: %s", kind, name(one), say(f))
			}
		}
		return nil
	}
}

func (l *Lab) folderOf(ref types.ManagedObjectReference) *folder {
	return &folder{Folder: get[*simulator.Folder](l, ref), lab: l}
}

func (l *Lab) hostNamed(name string) (types.ManagedObjectReference, fault) {
	for ref, h := range l.hosts {
		if h.Name == name {
			return ref, nil
		}
	}
	return types.ManagedObjectReference{}, explained(&types.NotFound{}, "There is no host %s.", name)
}

// addVolume formats the LUN; every host that found it at its boot mounts it.
func (l *Lab) addVolume(v Volume) fault {
	for _, lun := range l.served {
		if lun.Number != v.Lun {
			continue
		}
		if user := l.userOfLun(lun.NAA); user != "" {
			return explained(&types.HostConfigFault{}, "The LUN %d is in use by the datastore %s.", v.Lun, user)
		}
		ds, f := l.newDatastore(v.Name, vmfsVolume(v.Name, lun.SizeMiB<<20, lun.NAA, ""), nil)
		if f != nil {
			return f
		}
		l.mountFoundOnAll()
		return l.remember("datastore", v.Name, ds.Self, nil)
	}
	return explained(&types.NotFound{}, "The storage serves no LUN %d.", v.Lun)
}

// addFolders makes each folder of a path that is not there.
func (l *Lab) addFolders(path string) fault {
	at := l.dc.VmFolder
	for _, name := range strings.Split(path, "/") {
		in := l.folderOf(at)
		next := types.ManagedObjectReference{}
		for _, ref := range in.ChildEntity {
			if ref.Type == "Folder" && l.nameOf(ref) == name {
				next = ref
			}
		}
		if next.Value == "" {
			made := in.CreateFolder(l.ctx, &types.CreateFolder{This: at, Name: name}).(*methods.CreateFolderBody)
			if f := detailOf(made.Fault_); f != nil {
				return f
			}
			next = made.Res.Returnval
		}
		at = next
	}
	return l.remember("folder", path, at, nil)
}

func (l *Lab) addRole(r Role) fault {
	made := l.authorization().AddAuthorizationRole(&types.AddAuthorizationRole{Name: r.Name, PrivIds: r.Privileges}).(*methods.AddAuthorizationRoleBody)
	if f := detailOf(made.Fault_); f != nil {
		return f
	}
	return l.remember("role", r.Name, made.Res.Returnval, nil)
}

func (l *Lab) authorization() *roles {
	return &roles{AuthorizationManager: l.Map.Get(*l.model.ServiceContent.AuthorizationManager).(*simulator.AuthorizationManager), lab: l}
}

func detailOf(f *soap.Fault) fault {
	if f == nil {
		return nil
	}
	if known, ok := f.VimFault().(types.BaseMethodFault); ok {
		return explained(known, "%s", f.String)
	}
	return &types.SystemError{Reason: f.String}
}
