// Package vc is a simulated vCenter: the govmomi simulator, completed from the
// outside until the real vSphere provider can create, read again, change and
// destroy what an estate needs. Nothing here is proof of what a vCenter does.
package vc

import (
	"fmt"
	"os"
	"sync"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"

	_ "github.com/vmware/govmomi/pbm/simulator"  // storage policies
	_ "github.com/vmware/govmomi/vapi/simulator" // tags
	_ "github.com/vmware/govmomi/vsan/simulator" // asked for each cluster, vSAN used or not
)

// Lab is one simulated vCenter.
//
// mu is the only lock that matters: every request holds it from its first byte
// to the end of the tasks that it started, so an override may touch any object.
// The single exception, waiting for updates, takes it for each look (see collector.go).
type Lab struct {
	mu      sync.Mutex
	tasks   taskCounter
	model   *simulator.Model
	ctx     *simulator.Context
	Map     *simulator.Registry
	dc      *simulator.Datacenter
	inv     Inventory
	lunFile string

	hosts    map[types.ManagedObjectReference]*hostFacts
	served   []Lun // what the storage serves, as of the last look at its file
	lunsRead os.FileInfo
	lost     map[string]bool
	held     bool                                                          // a site, or its storage, is back, and DRS waits for somebody to let it go
	away     map[types.ManagedObjectReference]types.ManagedObjectReference // VM → host it ran on when its site was lost
	older    []olderObject                                                 // what the inventory brought beside hosts and machines
	policies policyLinks
	roleID   int32
	dvsCount int
}

// hostFacts is what the inventory says of a host and the library has no place for, and the LUNs that it has found.
type hostFacts struct {
	Host
	known []device
}

// New builds the inventory of a fresh estate. Close removes its temporary files.
func New(inv Inventory, lunFile string) (*Lab, error) {
	if err := inv.check(); err != nil {
		return nil, err
	}
	m := simulator.VPX()
	m.Datacenter, m.Portgroup, m.Host, m.Cluster, m.Datastore, m.Machine, m.Autostart = 0, 0, 0, 0, 0, 0, false
	announce(&m.ServiceContent.About)
	if err := m.Create(); err != nil {
		return nil, err
	}
	l := &Lab{
		model: m, ctx: m.Service.Context, Map: m.Map(), inv: inv, lunFile: lunFile,
		hosts:    map[types.ManagedObjectReference]*hostFacts{},
		lost:     map[string]bool{},
		away:     map[types.ManagedObjectReference]types.ManagedObjectReference{},
		policies: policyLinks{},
		roleID:   1000,
	}
	at := &anchor{lab: l}
	at.Self = anchorRef
	l.Map.Put(at)
	l.Map.AddHandler(&taskWatch{lab: l})
	l.installCollector()
	l.Map.Handler = l.overlay
	if err := l.build(); err != nil {
		l.Close()
		return nil, err
	}
	l.tasks.wait()
	return l, nil
}

// Close removes the folder in which the simulated disks lie.
func (l *Lab) Close() { l.model.Remove() }

// anchor lets an object that the library makes by itself find its lab. Like every
// object of the registry it begins with one of the mo types.
type anchor struct {
	mo.ExtensibleManagedObject
	lab *Lab
}

var anchorRef = types.ManagedObjectReference{Type: "CordeeLab", Value: "lab"}

// announce: 8.0.3, and a full name that says what it is.
func announce(about *types.AboutInfo) {
	about.Version, about.ApiVersion, about.Build = "8.0.3", "8.0.3.0", "24022515"
	about.FullName = "VMware vCenter Server 8.0.3 build-24022515 (SIMULATED by Cordée's lab)"
	about.LicenseProductVersion = "8.0"
	// The library gives all of them one name: two labs would be one vCenter to whoever asks which it is.
	about.InstanceUuid = uuid.NewString()
}

func (l *Lab) build() error {
	root := l.Map.Get(l.Map.Get(types.ManagedObjectReference{Type: "ServiceInstance", Value: "ServiceInstance"}).(*simulator.ServiceInstance).Content.RootFolder).(*simulator.Folder)
	res := root.CreateDatacenter(l.ctx, &types.CreateDatacenter{This: root.Self, Name: l.inv.Datacenter})
	if f := res.Fault(); f != nil {
		return fmt.Errorf("datacenter %s: %v", l.inv.Datacenter, f)
	}
	l.dc = l.Map.Any("Datacenter").(*simulator.Datacenter)
	l.dc.Name = l.inv.Datacenter
	if err := l.readLuns(); err != nil && !os.IsNotExist(err) {
		return err
	}
	for i := range l.inv.Hosts {
		if err := l.addHost(l.inv.Hosts[i]); err != nil {
			return fmt.Errorf("host %s: %w", l.inv.Hosts[i].Name, err)
		}
	}
	if err := l.addExisting(); err != nil {
		return err
	}
	return l.addMachines()
}

// get is the object of a reference, typed; nil if there is none of that type.
func get[T mo.Reference](l *Lab, ref types.ManagedObjectReference) T {
	obj, _ := l.Map.Get(ref).(T)
	return obj
}
