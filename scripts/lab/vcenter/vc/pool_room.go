package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// sizeRootPool: the root pool of a compute resource has what its hosts give.
func (l *Lab) sizeRootPool(cr *mo.ComputeResource) {
	p := get[*simulator.ResourcePool](l, *cr.ResourcePool)
	s := cr.Summary.GetComputeResourceSummary()
	size := func(n int64) types.ResourceAllocationInfo {
		return types.ResourceAllocationInfo{
			Reservation: types.NewInt64(n), Limit: types.NewInt64(n), ExpandableReservation: types.NewBool(true),
			Shares: &types.SharesInfo{Level: types.SharesLevelNormal, Shares: 4000},
		}
	}
	p.Config.CpuAllocation, p.Config.MemoryAllocation = size(int64(s.TotalCpu)), size(s.TotalMemory>>20)
	p.Summary = &types.ResourcePoolSummary{Name: p.Name, Config: p.Config}
	l.tally(p)
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// reserved is what children and running machines of a pool reserve of one kind, in MHz or MiB.
func (l *Lab) reserved(p *mo.ResourcePool, kind func(types.ResourceAllocationInfo, types.ResourceAllocationInfo) types.ResourceAllocationInfo, except types.ManagedObjectReference) (sum int64) {
	for _, ref := range p.ResourcePool {
		if c := get[*simulator.ResourcePool](l, ref); c != nil && ref != except {
			sum += value(kind(c.Config.CpuAllocation, c.Config.MemoryAllocation).Reservation)
		}
	}
	for _, ref := range p.Vm {
		vm := get[*simulator.VirtualMachine](l, ref)
		if vm != nil && ref != except && vm.Runtime.PowerState == types.VirtualMachinePowerStatePoweredOn {
			sum += value(kind(*vm.Config.CpuAllocation, *vm.Config.MemoryAllocation).Reservation)
		}
	}
	return sum
}

func cpuKind(c, _ types.ResourceAllocationInfo) types.ResourceAllocationInfo { return c }

func memoryKind(_, m types.ResourceAllocationInfo) types.ResourceAllocationInfo { return m }

func value(p *int64) int64 {
	if p == nil {
		return 0
	}
	return *p
}

// admit: a reservation needs room in the pool, or, where the pool's is expandable, above it.
func (l *Lab) admit(ref types.ManagedObjectReference, cpu, memory int64, except types.ManagedObjectReference) fault {
	for _, k := range []struct {
		of   func(types.ResourceAllocationInfo, types.ResourceAllocationInfo) types.ResourceAllocationInfo
		want int64
		err  func(free, want int64) fault
	}{
		{cpuKind, cpu, func(free, want int64) fault {
			return &types.InsufficientCpuResourcesFault{Unreserved: free, Requested: want}
		}},
		{memoryKind, memory, func(free, want int64) fault {
			return &types.InsufficientMemoryResourcesFault{Unreserved: free << 20, Requested: want << 20}
		}},
	} {
		want, at, skip := k.want, ref, except
		for want > 0 {
			p := get[*simulator.ResourcePool](l, at)
			if p == nil {
				break
			}
			own := k.of(p.Config.CpuAllocation, p.Config.MemoryAllocation)
			free := value(own.Reservation) - l.reserved(&p.ResourcePool, k.of, skip)
			if want <= free {
				break
			}
			if p.Parent.Type != "ResourcePool" || !on(own.ExpandableReservation) {
				return k.err(max(free, 0), want)
			}
			want, skip, at = want-max(free, 0), at, *p.Parent
		}
	}
	return nil
}

// tally updates what a pool shows of its use.
func (l *Lab) tally(p *simulator.ResourcePool) {
	use := func(kind func(types.ResourceAllocationInfo, types.ResourceAllocationInfo) types.ResourceAllocationInfo, unit int64) types.ResourcePoolResourceUsage {
		size := value(kind(p.Config.CpuAllocation, p.Config.MemoryAllocation).Reservation)
		used := l.reserved(&p.ResourcePool, kind, types.ManagedObjectReference{})
		return types.ResourcePoolResourceUsage{ReservationUsed: used * unit, UnreservedForPool: (size - used) * unit, UnreservedForVm: (size - used) * unit, MaxUsage: size * unit}
	}
	p.Runtime.OverallStatus = types.ManagedEntityStatusGreen
	p.Runtime.Cpu, p.Runtime.Memory = use(cpuKind, 1), use(memoryKind, 1<<20)
}

// levelShares: a level other than custom has its own number of shares.
func levelShares(c *types.ResourceConfigSpec) {
	if s := c.CpuAllocation.Shares; s != nil && s.Level != types.SharesLevelCustom {
		c.CpuAllocation.Shares = &types.SharesInfo{Level: s.Level, Shares: map[types.SharesLevel]int32{"low": 2000, "normal": 4000, "high": 8000}[s.Level]}
	}
	if s := c.MemoryAllocation.Shares; s != nil && s.Level != types.SharesLevelCustom {
		c.MemoryAllocation.Shares = &types.SharesInfo{Level: s.Level, Shares: map[types.SharesLevel]int32{"low": 81920, "normal": 163840, "high": 327680}[s.Level]}
	}
}
